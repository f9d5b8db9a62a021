"""Existing data of the people of some rows, read in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.personal_data.encryption import keyed_hash
from courses.runs import requirements
from courses.runs.models.run import CourseRun
from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.enrolment.models.enrolment import Enrolment
from lms.invitations.imports.records import PersonRecord
from lms.invitations.models import Invitation
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import NikState, Profile
from lms.profile.services.nik import hash_of
from lms.users.models import User


def phone_hash_of(number: str) -> str:
    return keyed_hash(number, purpose="phone")


@dataclass(frozen=True)
class Known:
    """``invited`` and ``consented`` are account numbers; ``phones`` are hashes in use; ``files`` are kinds of documents."""

    by_email: Mapping[str, User]
    by_nik: Mapping[str, User]
    profiles: Mapping[int, Profile]
    phones: Mapping[str, int]
    invited: frozenset[int]
    consented: frozenset[int]
    enrolled: frozenset[int]
    files: Mapping[int, set[str]]


def known_of(records: Sequence[PersonRecord], course_run: CourseRun | None) -> Known:
    addresses = {one.email for one in records if one.email}
    by_email = {user.email: user for user in User.objects.filter(email__in=addresses) if user.email}
    by_nik = _holders(hash_of(one.nik) for one in records if one.nik)
    people = {user.pk for user in (*by_email.values(), *by_nik.values())}
    return Known(
        by_email=by_email,
        by_nik=by_nik,
        profiles={profile.user_id: profile for profile in Profile.objects.filter(user__in=people)},
        phones=_phones(phone_hash_of(one.details["phone"]) for one in records if "phone" in one.details),
        invited=frozenset(Invitation.objects.filter(user__in=people, accepted_at=None).values_list("user_id", flat=True)),
        consented=_consented(people),
        enrolled=_enrolled(people, course_run),
        files=_files(people, course_run),
    )


def _holders(hashes: Iterable[str]) -> dict[str, User]:
    held = Profile.objects.filter(nik_hash__in=set(hashes), nik_state=NikState.CONFIRMED).select_related("user")
    return {profile.nik_hash: profile.user for profile in held}


def _phones(hashes: Iterable[str]) -> dict[str, int]:
    held = Profile.objects.filter(phone_hash__in=set(hashes)).values_list("phone_hash", "user_id")
    return {phone_hash: user_id for phone_hash, user_id in held if phone_hash}


def _consented(people: set[int]) -> frozenset[int]:
    purpose = Consent.Purpose.CLASS_DATA
    given = Consent.objects.filter(purpose=purpose, withdrawn_at=None, text_version=current_text(purpose).version)
    return frozenset(given.filter(user__in=people).values_list("user_id", flat=True))


def _enrolled(people: set[int], course_run: CourseRun | None) -> frozenset[int]:
    if course_run is None:
        return frozenset()
    rows = Enrolment.objects.filter(run=course_run, user__in=people).exclude(state=Enrolment.State.CANCELLED)
    return frozenset(rows.values_list("user_id", flat=True))


def _files(people: set[int], course_run: CourseRun | None) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    if course_run is None or not set(course_run.requirements) & set(requirements.DOCUMENTS):
        return found
    for document in PersonalDocument.objects.filter(user__in=people):
        if document.is_usable:
            found.setdefault(document.user_id, set()).add(document.kind)
    return found
