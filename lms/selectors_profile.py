"""What a person has told, set against what a class needs."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from core import requirements
from core.requirements import in_order
from lms.models import PersonalDocument, Profile, User

# The profile's fields behind each key; a key is met when all of them are filled.
FIELDS = {
    requirements.NIK: ("nik",),
    requirements.GENDER: ("gender",),
    requirements.BIRTH_DATE: ("birth_date",),
    requirements.BUSINESS: ("business_name", "business_sector"),
    requirements.NIB: ("nib",),
    requirements.COOPERATIVE: ("cooperative",),
}


def missing_requirements(user: User, keys: Iterable[str]) -> list[str]:
    """Which of ``keys`` (core.requirements) the person has not given yet, in the order in which they are asked.

    A contested NIK counts as given, and so does a document that staff have not looked at; a refused one doesn't.
    Two queries at most. Raises UnknownRequirement.
    """
    wanted = in_order(keys)
    if not wanted:
        return []
    profile = Profile.objects.filter(user=user).first()
    given = {key for key, names in FIELDS.items() if profile and all(getattr(profile, name) for name in names)}
    if set(wanted) & set(requirements.DOCUMENTS):
        given |= {document.kind for document in documents_of(user) if document.is_usable}
    return [key for key in wanted if key not in given]


def documents_of(user: User) -> list[PersonalDocument]:
    return list(PersonalDocument.objects.filter(user=user).order_by("kind"))


def completion_url(keys: Iterable[str], *, back_to: str) -> str:
    """The screen that asks for what is missing of ``keys`` and then leads ``back_to`` an address of ours."""
    return f"{reverse('lms_complete')}?{urlencode({'perlu': ','.join(in_order(keys)), 'lanjut': back_to})}"
