from pacesetter.activities.tests.recording_category import hooks

__all__ = ["hooks"]
