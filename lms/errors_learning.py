"""What can be refused to a participant. Views turn each into a sentence."""

from lms.completion import Step


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
    """The class asks for data or papers that the person hasn't given; ``keys`` of core.requirements say which."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class StepsMissing(Exception):
    """The evaluation comes last: ``steps`` (lms.completion.Step) of the run's completion rule are still to be taken."""

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(", ".join(steps))
        self.steps = steps


class EnrolmentEnded(Exception):
    """The person has left this class."""


class CertificateNotStored(Exception):
    """The file store didn't take the certificate; nothing of the submission was kept."""


class NotInThisClass(Exception):
    """The meeting is one of a class that the person isn't in."""


class NoTest(Exception):
    """The class asks for no test."""


class TestNotReady(Exception):
    """The test has no question to ask."""

    __test__ = False  # pytest: an error, not a class of tests


class TestPassed(Exception):
    """The person has passed the test, or finished the class: there is nothing to sit again."""

    __test__ = False  # pytest: an error, not a class of tests


class AttemptsLeft(Exception):
    """The person can still begin a sitting, or is in one: one more isn't needed yet."""


class NoAttemptsLeft(Exception):
    """Every sitting that the test allows was used."""
