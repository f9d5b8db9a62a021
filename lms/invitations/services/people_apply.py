"""Applies the report's changes of one person to the current database."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.imports import services as imports
from core.imports.models import ImportLine, ImportRun
from core.imports.selectors import CHANGES
from core.jobs.failpoints import failpoint
from courses.runs.models.run import CourseRun
from lms.enrolment.errors import NameMissing, RequirementsMissing, RunClosed, RunFull
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.invitations.imports.columns import LABELS
from lms.invitations.imports.compare import ACCOUNT, Decision, decide
from lms.invitations.imports.known import known_of, phone_hash_of
from lms.invitations.imports.records import PersonRecord, Values
from lms.invitations.imports.seats import CLASS, CLOSED, FULL, lacking
from lms.invitations.services.invitations import collected, invitation_create
from lms.profile.models.profile import Profile
from lms.profile.services.profile import DETAILS, details_update
from lms.users.contact import notify_user
from lms.users.models import User

Outcome = ImportLine.Outcome


def apply_person(*, run: ImportRun, record: PersonRecord, course_run: CourseRun | None) -> None:
    """One transaction, retried once when the address or number was taken concurrently (IntegrityError)."""
    try:
        _apply(run, record, course_run)
    except IntegrityError:
        _apply(run, record, course_run)


@transaction.atomic
def _apply(run: ImportRun, record: PersonRecord, course_run: CourseRun | None) -> None:
    """The open lines are the lock: a concurrent worker waits for them and finds them settled.

    Only parts reported as changes are applied, even if more would be possible by now.
    """
    waiting = run.lines.select_for_update().filter(key=record.key, outcome="", verdict__in=CHANGES)
    parts = [line.part for line in waiting]
    if not parts:
        return
    by = run.uploaded_by
    assert isinstance(by, User)
    decision = _decided(record, course_run)
    if decision.problem:
        imports.record_outcome(run=run, key=record.key, outcome=Outcome.SKIPPED, message=decision.problem)
        return
    user = _account(decision, run, course_run, by) if ACCOUNT in parts else decision.user
    if user is None:
        imports.record_outcome(run=run, key=record.key, outcome=Outcome.SKIPPED, message="Akun ini sudah tidak ada.")
        return
    if decision.user is not None:
        _fill(decision, parts, by)
    if CLASS in parts and course_run is not None:
        outcome, message = _enrol(user, course_run, by)
        imports.record_outcome(run=run, key=record.key, part=CLASS, outcome=outcome, message=message)
    _settle_rest(run, record, decision)


def _decided(record: PersonRecord, course_run: CourseRun | None) -> Decision:
    return decide(record, known_of([record], course_run))


def _account(decision: Decision, run: ImportRun, course_run: CourseRun | None, by: User) -> User:
    """A new account, or one created for this address since the check."""
    if decision.user is not None:
        return decision.user
    user = _open(decision.record, decision.fills, by)
    failpoint("people.opened")
    invitation_create(user=user, by=by, import_run=run, course_run=course_run)
    return user


def _open(record: PersonRecord, fills: Values, by: User) -> User:
    """Create an inactive account: no password, unverified address, no consent until its owner accepts."""
    user = User.objects.create_user(record.email, None, full_name=record.full_name, is_active=False)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    phone = fills.get("phone")
    Profile.objects.create(
        user=user, regency=fills["regency"], phone=phone, phone_hash=phone_hash_of(phone) if phone else None
    )
    details = {name: value for name, value in fills.items() if name in (*DETAILS, "nik") and name != "regency"}
    if details:
        details_update(user=user, answers=details, by=by)
    collected(user=user, by=by, what=", ".join(LABELS[name] for name in ("email", *fills)))
    return user


def _fill(decision: Decision, parts: list[str], by: User) -> None:
    """Fill empty fields of an existing account."""
    user = decision.user
    assert user is not None
    fills = {name: value for name, value in decision.fills.items() if LABELS[name] in parts}
    if "full_name" in fills:
        user.full_name = fills.pop("full_name")
        user.save(update_fields=["full_name"])
    phone = fills.pop("phone", None)
    if fills:
        details_update(user=user, answers=fills, by=by)
    if phone:
        Profile.objects.filter(user=user, phone__isnull=True).update(phone=phone, phone_hash=phone_hash_of(phone))
        collected(user=user, by=by, what=LABELS["phone"])


def _enrol(user: User, course_run: CourseRun, by: User) -> tuple[str, str]:
    try:
        enrolment = enrolment_create(user=user, run=course_run, by=by)
    except RunFull:
        return Outcome.SKIPPED, FULL
    except RunClosed:
        return Outcome.SKIPPED, CLOSED
    except RequirementsMissing as error:
        return Outcome.SKIPPED, lacking(error.keys)
    except NameMissing:
        return Outcome.SKIPPED, "Belum dapat didaftarkan: akun ini belum memuat nama."
    if user.is_active:
        _notify(enrolment)
    return Outcome.DONE, ""


def _notify(enrolment: Enrolment) -> None:
    """Notify an active account of its enrolment by staff; invited people read it in the invitation."""
    user, run = enrolment.user, enrolment.run
    address = settings.SITE_URL.rstrip("/") + reverse("class_home", args=[run.public_id])
    notify_user(
        key=f"kelas:didaftarkan:{enrolment.pk}",
        category="kelas",
        user=user,
        subject=f"Anda didaftarkan ke kelas {run.course.title}",
        body_text=(
            f"Halo {user.get_short_name()},\n\n"
            f"Petugas dinas mendaftarkan Anda ke kelas {run.course.title} ({run.name}).\n"
            f"Buka kelas itu di sini:\n{address}\n\n"
            "Tidak ingin ikut? Buka kelas itu, lalu pilih Batal ikut kelas ini.\n"
        ),
    )


def _settle_rest(run: ImportRun, record: PersonRecord, decision: Decision) -> None:
    """Settle the other lines: DONE for changes of the current decision, UNCHANGED for those made since the check."""
    changed = {line.part for line in decision.lines if line.verdict in CHANGES}
    for part in changed:
        imports.record_outcome(run=run, key=record.key, part=part, outcome=Outcome.DONE)
    imports.record_outcome(run=run, key=record.key, outcome=Outcome.UNCHANGED)
