class NoTest(Exception):
    """The class asks for no test."""


class TestNotReady(Exception):
    """The test has no question to ask."""

    __test__ = False  # pytest: an error, not a class of tests


class TestPassed(Exception):
    """The person has passed the test, or finished the class: there is nothing to sit again."""

    __test__ = False  # pytest: an error, not a class of tests


class AttemptsLeft(Exception):
    """The person can still begin an attempt, or is in one: one more isn't needed yet."""


class NoAttemptsLeft(Exception):
    """Every attempt that the test allows was used."""
