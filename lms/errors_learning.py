"""What can be refused to a participant. Views turn each into a sentence."""


class RunClosed(Exception):
    """The class takes nobody at this moment."""


class RunFull(Exception):
    """Every seat is taken."""


class NameMissing(Exception):
    """The account has no name, so that no certificate could be made out to it."""


class LessonsMissing(Exception):
    """The evaluation comes after the lessons: some published lesson isn't done, or the class has none."""


class EnrolmentEnded(Exception):
    """The person has left this class."""


class CertificateNotStored(Exception):
    """The file store didn't take the certificate; nothing of the submission was kept."""
