"""Moved to `pacesetter.wording.pace_words`."""

from pacesetter.wording.pace_words import PaceWord as PaceWord
from pacesetter.wording.pace_words import pace_word as pace_word
from pacesetter.wording.pace_words import thresholds_in_words as thresholds_in_words
from pacesetter.wording.pace_words import word_for as word_for
