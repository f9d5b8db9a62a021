class JobError(Exception):
    """The work could not be done, for a reason the waiting person can read.

    ``message`` is one Indonesian sentence without personal data. ``retry=False`` ends the job at once: trying a broken file
    again gives the same result.
    """

    def __init__(self, message: str, *, retry: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.retry = retry


class LeaseLost(Exception):
    """Another worker took the job over; this one must not write anything more for it."""


class UnknownJobKind(LookupError):
    """No handler is registered under this kind."""
