from .certificate import Certificate, CertificateSeries
from .enrolment import Enrolment, LessonProgress, RunSeats
from .user import User

__all__ = ["Certificate", "CertificateSeries", "Enrolment", "LessonProgress", "RunSeats", "User"]
