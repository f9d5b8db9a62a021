"""Ownership of a NIK. One account at most holds it; a later claimant is accepted as contested, for staff to decide."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.personal_data.encryption import keyed_hash
from lms.profile.models.profile import DuplicateNik, NikState, NikWarning, Profile, Regency
from lms.profile.nik import Nik
from lms.users.contact import notify_user
from lms.users.models import User


class RevealRefused(PermissionError):
    """Only a role with ``lms.reveal_nik`` may read a NIK in full, and only for a stated reason."""


def hash_of(number: str) -> str:
    return keyed_hash(number, purpose="nik")


def assign(*, profile: Profile, number: str | None) -> None:
    """Set or take away the NIK of a profile whose person the surrounding transaction has locked; saves it.

    The unique index decides who is the holder, also between two transactions at once. A NIK that is let go of passes to
    the longest waiting claimant.
    """
    new_hash = hash_of(number) if number else ""
    if profile.pk:
        _lock_all_with(profile.nik_hash, new_hash, own=profile.pk)
        profile.refresh_from_db(fields=["nik", "nik_hash", "nik_state"])
    old_hash = profile.nik_hash
    if old_hash == new_hash:
        profile.save()
        return
    if profile.pk:
        _close_own(profile)
    profile.nik, profile.nik_hash = number, new_hash
    profile.nik_state = NikState.CONFIRMED if number else NikState.NONE
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        profile.nik_state = NikState.CONTESTED
        profile.save()
        DuplicateNik.objects.create(profile=profile, nik_hash=profile.nik_hash)
    if old_hash:
        transfer(old_hash)


def _lock_all_with(*hashes: str, own: int) -> None:
    """Lock all profiles with one of these NIK in the order of primary keys, so that concurrent releases can't deadlock."""
    concerned = Q(pk=own) | Q(nik_hash__in=[each for each in hashes if each])
    list(Profile.objects.select_for_update().filter(concerned).order_by("pk"))


def transfer(nik_hash: str) -> None:
    """Make the longest waiting claimant the holder of a released NIK."""
    if Profile.objects.filter(nik_hash=nik_hash, nik_state=NikState.CONFIRMED).exists():
        return
    waiting = DuplicateNik.objects.filter(nik_hash=nik_hash, decided_at=None).order_by("opened_at", "pk").first()
    if waiting is None:
        return
    Profile.objects.filter(pk=waiting.profile_id, nik_hash=nik_hash).update(nik_state=NikState.CONFIRMED)
    _close(waiting, DuplicateNik.Outcome.RELEASED, by=None)


def warnings_of(profile: Profile) -> list[str]:
    """Contradictions between NIK and answers: stored and shown, never an error."""
    if not profile.nik:
        return []
    nik = Nik(profile.nik)
    found = []
    if profile.birth_date and not nik.may_be_born_on(profile.birth_date):
        found.append(NikWarning.BIRTH_DATE)
    if profile.gender and nik.gender != profile.gender:
        found.append(NikWarning.GENDER)
    if not nik.is_of_east_java or f"{nik.number[:2]}.{nik.number[2:4]}" not in Regency.values:
        found.append(NikWarning.PLACE)
    return [str(code) for code in found]


@transaction.atomic
def decide(*, duplicate: DuplicateNik, outcome: str, by: User) -> DuplicateNik:
    """Decide who holds the NIK; the other account loses it and is asked for its own. A decided one is unchanged.

    The message names no other account and no number.
    """
    _lock_all_with(duplicate.nik_hash, own=duplicate.profile_id)
    duplicate = DuplicateNik.objects.select_for_update().get(pk=duplicate.pk)
    if not duplicate.is_open:
        return duplicate
    claimant = Profile.objects.get(pk=duplicate.profile_id)
    if outcome == DuplicateNik.Outcome.CLAIMANT:
        holder = _holder(duplicate.nik_hash)
        if holder is not None:
            _remove(holder, by=by)
        claimant.nik_state = NikState.CONFIRMED
        claimant.save(update_fields=["nik_state"])
    else:
        _remove(claimant, by=by)
    _close(duplicate, outcome, by=by)
    audit_log.record(actor=by, action="lms.nik.decided", subject=duplicate, after={"outcome": outcome})
    return duplicate


@transaction.atomic
def reveal(*, profile: Profile, by: User, reason: str) -> str:
    """The NIK in full, for a stated reason that is written down with the reader. Raises RevealRefused."""
    if not by.has_perm("lms.reveal_nik") or not reason.strip():
        raise RevealRefused
    processing_log.log(person=profile.user, actor=by, kind=ProcessingEntry.Kind.REVEAL, what="NIK", reason=reason.strip())
    audit_log.record(actor=by, action="lms.nik.revealed", subject=profile)
    return profile.nik or ""


def _holder(nik_hash: str) -> Profile | None:
    return Profile.objects.select_for_update().filter(nik_hash=nik_hash, nik_state=NikState.CONFIRMED).first()


def _remove(profile: Profile, *, by: User) -> None:
    profile.nik, profile.nik_hash = None, ""
    profile.nik_state, profile.nik_warnings = NikState.NONE, []
    profile.save()
    processing_log.log(person=profile.user, actor=by, kind=ProcessingEntry.Kind.CORRECT, what="NIK dikosongkan")
    _request_nik(profile.user)


def _request_nik(user: User) -> None:
    address = settings.SITE_URL.rstrip("/") + reverse("lms_details")
    notify_user(
        user=user,
        key=f"nik:isi-ulang:{user.pk}:{timezone.now().isoformat()}",
        category="data-diri",
        subject="Periksa NIK di akun Anda",
        body_text=(
            f"Halo {user.get_short_name()},\n\n"
            "Petugas memeriksa NIK di akun Anda dan mengosongkannya, karena NIK itu tampaknya keliru.\n"
            f"Isi NIK sesuai KTP di sini:\n{address}\n\n"
            "Kelas dan sertifikat Anda tidak berubah. Bila NIK itu benar, datang atau hubungi dinas dengan membawa KTP.\n"
        ),
    )


def _close_own(profile: Profile) -> None:
    """A person who changes a contested NIK has settled the matter."""
    for duplicate in DuplicateNik.objects.filter(profile=profile, decided_at=None):
        _close(duplicate, DuplicateNik.Outcome.RELEASED, by=None)


def _close(duplicate: DuplicateNik, outcome: str, *, by: User | None) -> None:
    duplicate.outcome, duplicate.decided_at, duplicate.decided_by = outcome, timezone.now(), by
    duplicate.save(update_fields=["outcome", "decided_at", "decided_by"])
