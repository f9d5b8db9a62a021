"""Gathers the models of lms: Django looks for them here."""

from lms.accounts.models import OneTimeLink
from lms.assessment.models import Attempt, AttemptQuestion, ExtraAttempt
from lms.attendance.models import Attendance
from lms.certificates.models import Certificate, CertificateSeries
from lms.consents.models import Consent
from lms.discussion.models import Question
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.invitations.models import Invitation, PeopleImport
from lms.learning.models import LessonProgress, Note
from lms.privacy.models import DataExport, ErasureRequest
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import DuplicateNik, Gender, NikState, NikWarning, Profile, Regency
from lms.reminders.models import Reminder
from lms.roster.models import RosterChange, RosterLine, RunMessage
from lms.users.models import User

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
    "OneTimeLink",
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
