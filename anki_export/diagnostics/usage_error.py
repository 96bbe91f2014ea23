"""What is wrong with a request itself, not with the pages."""


class UsageError(Exception):
    """The request is invalid; the message is shown to the user."""
