"""A line such as "demo tomorrow 3pm with Acme", taken apart.

`parse` is pure: words, numbers and dates. `resolve` looks for the companies and contacts that are meant. What could
mean several things stays several: the door asks.
"""

from pacesetter.activities.quick_line.parse import Parsed, parse
from pacesetter.activities.quick_line.vocabulary import Lexicon, OutcomeWord, TypeWord, Vocabulary

__all__ = ["Lexicon", "OutcomeWord", "Parsed", "TypeWord", "Vocabulary", "parse"]
