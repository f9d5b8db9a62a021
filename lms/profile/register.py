"""What profiles, NIK and documents register with the rest of the site."""

from django.db.models.signals import post_delete

from core.files.removal import remove_file
from core.messages.services import register_category
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, register_role_permissions
from core.personal_data.registry import register_personal_data
from lms.consents.models import Consent
from lms.consents.signals import consent_withdrawn
from lms.profile.models.document import PersonalDocument
from lms.profile.personal_data import DocumentData, ProfileData
from lms.profile.services.documents import documents_remove
from lms.profile.services.profile import details_clear
from lms.users.models import User


def register() -> None:
    register_category("data-diri", label="Data diri dan berkas", optional=False)
    register_personal_data(ProfileData(), order=20)
    register_personal_data(DocumentData(), order=30)
    post_delete.connect(remove_file, sender=PersonalDocument, dispatch_uid="lms.remove_file.PersonalDocument")
    consent_withdrawn.connect(_remove_class_data, dispatch_uid="lms.profile.remove_class_data")
    for role in (ADMINISTRATOR, CURRICULUM_ANALYST):
        register_role_permissions(
            role,
            "lms.view_profile",
            "lms.view_personaldocument",
            "lms.change_personaldocument",
            "lms.view_duplicatenik",
            "lms.change_duplicatenik",
        )
    register_role_permissions(ADMINISTRATOR, "lms.reveal_nik")


def _remove_class_data(user: User, purpose: str, **kwargs: object) -> None:
    if purpose == Consent.Purpose.CLASS_DATA:
        details_clear(user=user)
        documents_remove(user=user)
