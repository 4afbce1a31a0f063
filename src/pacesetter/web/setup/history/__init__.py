"""The history of settings in words: who, when, from what to what."""
