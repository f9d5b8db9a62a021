"""What can be refused to a participant. Views turn each into a sentence."""


class RunClosed(Exception):
    """The class takes nobody at this moment."""


class RunCancelled(Exception):
    """The class has been called off: it can't be taken any further."""


class RunFull(Exception):
    """Every seat is taken."""


class NothingToWaitFor(Exception):
    """A seat is free, or the person has one: nobody queues for that."""


class OfferGone(Exception):
    """No seat is kept for this person any more, and none is free."""


class NameMissing(Exception):
    """The account has no name, so that no certificate could be made out to it."""


class RequirementsMissing(Exception):
    """The class asks for data or papers that the person hasn't given; ``keys`` of courses.runs.requirements say which."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class EnrolmentEnded(Exception):
    """The person has left this class."""


class AlreadyThere(Exception):
    """The person is in that class already."""


class AlreadyCompleted(Exception):
    """The person has finished the class: it stays where the certificate says."""


class MovedMeanwhile(Exception):
    """Somebody else has moved the person to another class since the screen was opened."""


class OtherCourse(ValueError):
    """People move between runs of one course: lessons done belong to the course."""


class NoSuchAccount(LookupError):
    """No account has this address, proved by a code."""
