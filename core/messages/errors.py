"""Errors of delivery channels. The text is an Indonesian sentence for staff without personal data."""


class ChannelError(Exception):
    """The message was not accepted, or it is unknown whether it was; ``str()`` is shown to staff."""


class NotTaken(ChannelError):
    """A temporary error; the job retries."""


class Refused(ChannelError):
    """A permanent error of the recipient or of our account; the job doesn't retry."""


class HandoverUnclear(ChannelError):
    """The connection ended after submission; the result is unknown."""
