"""Changes of one person's enrolment by staff: move, remove, add."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core.audit.services import audit_log
from courses.runs.models.run import CourseRun
from courses.runs.requirements import labels_of
from lms.enrolment.errors import (
    AlreadyCompleted,
    AlreadyThere,
    EnrolmentEnded,
    MovedMeanwhile,
    NameMissing,
    NoSuchAccount,
    OtherCourse,
)
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import end_enrolment, free_seat, take_seat
from lms.enrolment.services.seats import lock_seats
from lms.profile.selectors import missing_requirements
from lms.users.contact import notify_user
from lms.users.models import User

CATEGORY = "kelas"


@transaction.atomic
def enrolment_move(*, enrolment: Enrolment, target: CourseRun, by: User | None) -> Enrolment:
    """Move an enrolment to ``target``, a run of the same course; progress is kept.

    Seats of both runs are locked in the order of primary keys, so that two moves can't deadlock. A closed
    enrolment window doesn't bind staff. The audit entry has the source run, and the person is notified once.
    Raises OtherCourse, AlreadyThere, MovedMeanwhile, EnrolmentEnded, AlreadyCompleted, RunCancelled or RunFull.
    """
    source = enrolment.run
    if source.course_id != target.course_id:
        raise OtherCourse
    seats = {run.pk: lock_seats(run) for run in sorted((source, target), key=lambda run: run.pk)}
    enrolment = _lock_for_move(enrolment, source, target)
    take_seat(seats[target.pk], by_staff=True)
    enrolment.run = target
    enrolment.save(update_fields=["run"])
    free_seat(seats[source.pk])
    entry = audit_log.record(
        actor=by,
        action="lms.enrolment.moved",
        subject=enrolment,
        before={"run": str(source.public_id)},
        after={"run": str(target.public_id)},
    )
    _notify_moved(enrolment, source, key=f"enrolment-moved:{entry.pk}")
    return enrolment


@transaction.atomic
def enrolment_take_out(*, enrolment: Enrolment, by: User | None, reason: str) -> Enrolment:
    """Remove a person from ``enrolment.run``, free the seat and notify them with the reason.

    Raises MovedMeanwhile, EnrolmentEnded or AlreadyCompleted.
    """
    run = enrolment.run
    seats = lock_seats(run)
    enrolment = _lock_in(enrolment, run)
    end_enrolment(enrolment, seats, by=by)
    _notify_taken_out(enrolment, run, reason)
    return enrolment


@transaction.atomic
def enrolment_add(*, email: str, run: CourseRun, by: User) -> Enrolment:
    """Enrol the account with this verified address in ``run`` and notify the person.

    As with moving, staff may add after the window has closed, never to a full or cancelled run. Required data
    may follow: the notification lists what is missing, and staff see it. Raises NoSuchAccount, NameMissing, AlreadyThere,
    RunCancelled or RunFull.
    """
    user = _account_of(email)
    if not user.full_name.strip():
        raise NameMissing
    seats: RunSeats = lock_seats(run)
    if Enrolment.objects.filter(user=user, run=run).exclude(state=Enrolment.State.CANCELLED).exists():
        raise AlreadyThere
    take_seat(seats, by_staff=True)
    enrolment = Enrolment.objects.create(user=user, run=run)
    audit_log.record(actor=by, action="lms.enrolment.added", subject=enrolment, after={"run": str(run.public_id)})
    _notify_added(enrolment)
    return enrolment


def _account_of(email: str) -> User:
    address = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user").first()
    if address is None or not address.user.is_active:
        raise NoSuchAccount
    return User.objects.get(pk=address.user_id)


def _lock_for_move(enrolment: Enrolment, source: CourseRun, target: CourseRun) -> Enrolment:
    if source == target or _is_in(enrolment.user_id, target):
        raise AlreadyThere
    return _lock_in(enrolment, source)


def _is_in(user_id: int, run: CourseRun) -> bool:
    return Enrolment.objects.filter(user=user_id, run=run).exclude(state=Enrolment.State.CANCELLED).exists()


def _lock_in(enrolment: Enrolment, run: CourseRun) -> Enrolment:
    """The enrolment, re-read with a lock. Raises MovedMeanwhile, EnrolmentEnded or AlreadyCompleted."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("user").get(pk=enrolment.pk)
    if enrolment.run_id != run.pk:
        raise MovedMeanwhile
    if enrolment.state == Enrolment.State.CANCELLED:
        raise EnrolmentEnded
    if enrolment.state == Enrolment.State.COMPLETED:
        raise AlreadyCompleted
    return enrolment


def _notify_moved(enrolment: Enrolment, source: CourseRun, *, key: str) -> None:
    run = enrolment.run
    text = (
        f"Petugas memindahkan Anda dari kelas {source.name} ke kelas {run.name} pada pelatihan {run.course.title}.\n"
        "Pelajaran yang sudah selesai tetap tercatat.\n\n"
        f"Kelas Anda sekarang:\n{_class_address(run)}\n{_still_missing(enrolment)}"
    )
    _notify(enrolment.user, key, f"Anda dipindahkan ke kelas {run.name}", text)


def _notify_taken_out(enrolment: Enrolment, run: CourseRun, reason: str) -> None:
    text = (
        f"Petugas mengeluarkan Anda dari kelas {run.name} pada pelatihan {run.course.title}.\nAlasan: {reason}\n\n"
        f"Pilih kelas lain di sini:\n{settings.SITE_URL.rstrip('/')}/pelatihan/\n"
    )
    _notify(enrolment.user, f"enrolment-taken-out:{enrolment.pk}", f"Anda dikeluarkan dari kelas {run.name}", text)


def _notify_added(enrolment: Enrolment) -> None:
    run = enrolment.run
    text = (
        f"Petugas mendaftarkan Anda di kelas {run.name} pada pelatihan {run.course.title}.\n\n"
        f"Mulai belajar di:\n{_class_address(run)}\n{_still_missing(enrolment)}\n"
        "Tidak merasa mendaftar? Pilih Batal ikut kelas ini di halaman itu.\n"
    )
    _notify(enrolment.user, f"enrolment-added:{enrolment.pk}", f"Anda terdaftar di kelas {run.name}", text)


def _still_missing(enrolment: Enrolment) -> str:
    missing = labels_of(missing_requirements(enrolment.user, enrolment.run.requirements))
    if not missing:
        return ""
    address = settings.SITE_URL.rstrip("/") + reverse("lms_details")
    return f"\nKelas ini meminta data yang belum Anda isi: {', '.join(missing)}. Lengkapi di:\n{address}\n"


def _class_address(run: CourseRun) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("class_home", args=[run.public_id])


def _notify(person: User, key: str, subject: str, text: str) -> None:
    notify_user(
        key=key,
        category=CATEGORY,
        user=person,
        subject=subject,
        body_text=f"Halo {person.get_short_name()},\n\n{text}",
    )
