"""A person's details and documents, compared with the requirements of a run."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from courses.runs import requirements
from courses.runs.requirements import in_order
from lms.profile.completion import DataStanding
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Profile
from lms.users.models import User

CLASS_DETAILS = {
    "nik": "NIK",
    "gender": "jenis kelamin",
    "birth_date": "tanggal lahir",
    "business_name": "nama usaha",
    "business_sector": "bidang usaha",
    "nib": "NIB",
    "cooperative": "koperasi",
}


def profile_of(user: User) -> Profile | None:
    """The person's profile; staff accounts have none until they fill it in."""
    return Profile.objects.filter(user=user).first()


def class_details_of(user: User) -> list[str]:
    """The kinds of data for classes that are held about this person, by name and without a value."""
    profile = profile_of(user)
    return [label for name, label in CLASS_DETAILS.items() if profile and getattr(profile, name)]


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
    """Which of ``keys`` (courses.runs.requirements) the person has not given yet, in the order of the form.

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


class RequiredData(NamedTuple):
    """What is required of a person: ``requirements`` are keys of courses.runs.requirements; ``key`` is the caller's."""

    key: int
    user_id: int
    requirements: Sequence[str]


def data_standings(*, required: Iterable[RequiredData]) -> dict[int, DataStanding]:
    """By key, for those with requirements: one query, none without any."""
    required = [one for one in required if one.requirements]
    if not required:
        return {}
    columns = {name: f"profile__{'nik_hash' if name == 'nik' else name}" for names in FIELDS.values() for name in names}
    documents = ("documents__kind", "documents__state", "documents__reason")
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in User.objects.filter(pk__in={one.user_id for one in required}).values("pk", *columns.values(), *documents):
        rows.setdefault(row["pk"], []).append(row)
    filled = {
        pk: {key for key, names in FIELDS.items() if all(found[0][columns[name]] for name in names)}
        for pk, found in rows.items()
    }
    return {one.key: _standing(one.requirements, filled[one.user_id], rows[one.user_id]) for one in required}


def _standing(keys: Iterable[str], filled: set[str], documents: list[dict[str, Any]]) -> DataStanding:
    """``documents``: a row for each document of the person."""
    states = {row["documents__kind"]: (row["documents__state"], row["documents__reason"]) for row in documents}
    standing = DataStanding()
    for key in in_order(keys):
        state, reason = states.get(key, ("", ""))
        if state == PersonalDocument.State.REFUSED:
            standing.refused[key] = reason
        elif state == PersonalDocument.State.WAITING:
            standing.waiting.append(key)
        elif key not in filled and state != PersonalDocument.State.ACCEPTED:
            standing.missing.append(key)
    return standing


def documents_of(user: User) -> list[PersonalDocument]:
    return list(PersonalDocument.objects.filter(user=user).order_by("kind"))


def completion_url(keys: Iterable[str], *, back_to: str) -> str:
    """URL of the form for missing ``keys``, which redirects to ``back_to``, a URL of this site."""
    return f"{reverse('lms_complete')}?{urlencode({'perlu': ','.join(in_order(keys)), 'lanjut': back_to})}"
