"""Errors of enrolment. Views turn each into a message."""


class RunClosed(Exception):
    """Enrolment in the run isn't open now."""


class RunCancelled(Exception):
    """The run is cancelled."""


class RunFull(Exception):
    """Every seat is taken."""


class NothingToWaitFor(Exception):
    """A seat is free, or the person has one, so there is no queue to join."""


class OfferGone(Exception):
    """The offer to this person has expired, and no seat is free."""


class NameMissing(Exception):
    """The account has no name, which a certificate needs."""


class RequirementsMissing(Exception):
    """The run requires data or documents that the person hasn't given: ``keys`` of courses.runs.requirements."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class EnrolmentEnded(Exception):
    """The person has left this class."""


class AlreadyThere(Exception):
    """The person is in that class already."""


class AlreadyCompleted(Exception):
    """The person has completed the run; the certificate names it, so the enrolment can't move."""


class MovedMeanwhile(Exception):
    """The person was moved to another run concurrently."""


class OtherCourse(ValueError):
    """The target is a run of another course; progress belongs to the course."""


class NoSuchAccount(LookupError):
    """No active account has this verified address."""
