"""Every form in which calls can be reported. A new one is a file beside this one and a line here."""

from pacesetter.telephony.shapes.aircall import Aircall
from pacesetter.telephony.shapes.shape import Shape
from pacesetter.telephony.shapes.standard import Standard
from pacesetter.telephony.shapes.twilio import Twilio

SHAPES: dict[str, Shape] = {shape.key: shape for shape in (Standard(), Twilio(), Aircall())}
