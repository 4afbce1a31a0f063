"""Figures as people read them: numbers in the locale's form, and words with the thresholds they stand for."""
