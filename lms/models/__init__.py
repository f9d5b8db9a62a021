from lms.models.attempt import Attempt, AttemptQuestion
from lms.models.attendance import Attendance
from lms.models.certificate import Certificate, CertificateSeries
from lms.models.consent import Consent
from lms.models.document import PersonalDocument
from lms.models.enrolment import Enrolment, LessonProgress, RunSeats
from lms.models.extra_attempt import ExtraAttempt
from lms.models.invitation import Invitation, PeopleImport
from lms.models.nik import DuplicateNik
from lms.models.note import Note
from lms.models.profile import Gender, NikState, NikWarning, Profile, Regency
from lms.models.question import Question
from lms.models.reminder import Reminder
from lms.models.rights import DataExport, ErasureRequest
from lms.models.roster import RosterChange, RosterLine, RunMessage
from lms.models.user import User
from lms.models.waiting import WaitingEntry

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
