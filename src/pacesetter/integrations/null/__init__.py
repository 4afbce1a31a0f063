"""A provider that reaches nobody: for tests, and as the shortest example of what a provider needs."""
