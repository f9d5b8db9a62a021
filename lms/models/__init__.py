from .certificate import Certificate, CertificateSeries
from .consent import Consent
from .enrolment import Enrolment, LessonProgress, RunSeats
from .profile import Profile, Regency
from .user import User

__all__ = [
    "Certificate",
    "CertificateSeries",
    "Consent",
    "Enrolment",
    "LessonProgress",
    "Profile",
    "Regency",
    "RunSeats",
    "User",
]
