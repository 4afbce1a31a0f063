"""Moved to `pacesetter.wording.numbers`."""

from pacesetter.wording.numbers import NOTHING as NOTHING
from pacesetter.wording.numbers import NumberForms as NumberForms
from pacesetter.wording.numbers import current_locale as current_locale
from pacesetter.wording.numbers import number as number
from pacesetter.wording.numbers import number_forms as number_forms
from pacesetter.wording.numbers import percent as percent
