"""What can be refused to staff who work on a roster. The result of a change names each as a verdict."""


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
