"""Personal details that classes require: updated and cleared by the person at any time."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from lms.profile.models.profile import Profile
from lms.profile.services import nik
from lms.users.models import User

DETAILS = ("regency", "gender", "birth_date", "business_name", "business_sector", "nib", "cooperative")
EMPTY: dict[str, object] = {
    "gender": "",
    "birth_date": None,
    "business_name": "",
    "business_sector": "",
    "nib": "",
    "cooperative": "",
}
LABELS = {
    "nik": "NIK",
    "regency": "kabupaten/kota",
    "gender": "jenis kelamin",
    "birth_date": "tanggal lahir",
    "business_name": "nama usaha",
    "business_sector": "bidang usaha",
    "nib": "NIB",
    "cooperative": "koperasi",
}


@transaction.atomic
def details_update(*, user: User, answers: Mapping[str, Any], by: User | None = None) -> Profile:
    """Update some of DETAILS and ``nik`` (digits, or None to remove it); fields not in ``answers`` are unchanged.

    ``by`` is the member of staff acting for the person. Audit entry and processing log name the changed fields and
    none of their values.
    """
    User.objects.select_for_update().get(pk=user.pk)
    profile = Profile.objects.filter(user=user).first() or Profile(user=user)
    changed = [name for name in (*DETAILS, "nik") if name in answers and getattr(profile, name) != answers[name]]
    if not changed and profile.pk:
        return profile
    for name in changed:
        if name != "nik":
            setattr(profile, name, answers[name])
    nik.assign(profile=profile, number=answers.get("nik", profile.nik))
    _store_warnings(profile)
    _record(profile, changed, by or user)
    return profile


def details_viewed(*, profile: Profile, by: User) -> None:
    """Record in the processing log that staff read the person's details."""
    processing_log.log(person=profile.user, actor=by, kind=ProcessingEntry.Kind.ACCESS, what="data diri dan usaha")


@transaction.atomic
def participants_exported(*, profiles: QuerySet[Profile], by: User) -> None:
    """One audit entry for the file, one processing-log entry for each person in it."""
    people = list(profiles.order_by().values_list("user_id", flat=True))
    audit_log.record(actor=by, action="lms.participants.exported", subject=by, after={"people": len(people)})
    processing_log.log_all(people=people, actor=by, kind=ProcessingEntry.Kind.EXPORT, what="daftar peserta untuk hitungan")


@transaction.atomic
def details_clear(*, user: User) -> None:
    """Clear all details given for classes; name, address, regency and telephone belong to the account."""
    if Profile.objects.filter(user=user).exists():
        details_update(user=user, answers={**EMPTY, "nik": None})


def _store_warnings(profile: Profile) -> None:
    found = nik.warnings_of(profile)
    if profile.nik_warnings != found:
        profile.nik_warnings = found
        profile.save(update_fields=["nik_warnings"])


def _record(profile: Profile, changed: list[str], by: User) -> None:
    audit_log.record(actor=by, action="lms.profile.updated", subject=profile, after={"changed": changed})
    processing_log.log(
        person=profile.user,
        actor=by,
        kind=ProcessingEntry.Kind.CORRECT,
        what=", ".join(LABELS[name] for name in changed)[:120],
    )
