class NoTest(Exception):
    """The run requires no test."""


class TestNotReady(Exception):
    """The test's pool has no question."""

    __test__ = False  # pytest: an error, not a class of tests


class TestPassed(Exception):
    """The person has passed the test, or finished the class: there is nothing to sit again."""

    __test__ = False  # pytest: an error, not a class of tests


class AttemptsLeft(Exception):
    """The person has an attempt left, or an open one: an extra attempt isn't needed."""


class NoAttemptsLeft(Exception):
    """All allowed attempts are used up."""
