"""What happens in the demo organisation: a year of activities, by chance, but the same for the same seed and day."""

from pacesetter.demo.script.happening import Happening, State
from pacesetter.demo.script.scene import Scene
from pacesetter.demo.script.write import write_script

__all__ = ["Happening", "Scene", "State", "write_script"]
