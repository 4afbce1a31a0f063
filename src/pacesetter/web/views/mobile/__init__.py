"""The pages of the app on a phone."""
