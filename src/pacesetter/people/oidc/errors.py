"""What goes wrong with a provider."""


class ProviderFailed(Exception):
    """The provider could not be asked, or its answer can't be trusted. The text is for the log and administrators."""
