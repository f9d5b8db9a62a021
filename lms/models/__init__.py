from .attempt import Attempt, AttemptQuestion
from .attendance import Attendance
from .certificate import Certificate, CertificateSeries
from .consent import Consent
from .document import PersonalDocument
from .enrolment import Enrolment, LessonProgress, RunSeats
from .extra_attempt import ExtraAttempt
from .invitation import Invitation, PeopleImport
from .nik import DuplicateNik
from .note import Note
from .profile import Gender, NikState, NikWarning, Profile, Regency
from .question import Question
from .reminder import Reminder
from .rights import DataExport, ErasureRequest
from .roster import RosterChange, RosterLine, RunMessage
from .user import User
from .waiting import WaitingEntry

__all__ = [
    "Attempt",
    "AttemptQuestion",
    "Attendance",
    "Certificate",
    "CertificateSeries",
    "Consent",
    "DataExport",
    "DuplicateNik",
    "Enrolment",
    "ErasureRequest",
    "ExtraAttempt",
    "Gender",
    "Invitation",
    "LessonProgress",
    "NikState",
    "NikWarning",
    "Note",
    "PeopleImport",
    "PersonalDocument",
    "Profile",
    "Question",
    "Regency",
    "Reminder",
    "RosterChange",
    "RosterLine",
    "RunMessage",
    "RunSeats",
    "User",
    "WaitingEntry",
]
