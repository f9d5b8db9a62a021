"""Notifications of the waiting list, each once by its message key. Written by jobs (see ``enqueue_notice``)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.jobs.run import JobRun
from courses.runs.models.run import CourseRun
from lms.enrolment.models.waiting import WaitingEntry
from lms.users.contact import notify_user

CATEGORY = "kelas"
State = WaitingEntry.State


def notify_person(job: JobRun, *, entry_id: int) -> None:
    """Notify of the entry's state when the job runs: none for an offer that was accepted meanwhile, nor for one of a
    closed run, whose queue gets its own notification."""
    with job.completing("Diberi tahu."):
        entry = _entry(entry_id)
        if entry is not None and _holds(entry):
            _notify_offered(entry)
        elif entry is not None and entry.state == State.EXPIRED:
            _notify_expired(entry)


def remind_person(job: JobRun, *, entry_id: int) -> None:
    with job.completing("Diingatkan."):
        entry = _entry(entry_id)
        if entry is not None and _holds(entry):
            _notify_ending(entry)


def notify_queue(job: JobRun, *, run_id: int) -> None:
    """Notify all entries closed by the run's cancellation or end of enrolment. Idempotent by message key."""
    run = CourseRun.objects.select_related("course").get(pk=run_id)
    entries = WaitingEntry.objects.filter(run=run, state=State.CLOSED).select_related("user").order_by("number")
    total = entries.count()
    for done, entry in enumerate(entries.iterator(chunk_size=500), start=1):
        _notify_closed(entry, run)
        if done % 100 == 0:
            job.progress(done, total)
    with job.completing(f"{total} orang diberi tahu."):
        pass


def moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "l, j F Y, H.i") + " WIB"


def _holds(entry: WaitingEntry) -> bool:
    """Whether the offered seat can be accepted now."""
    now = timezone.now()
    over = entry.run.state_at(now) in {CourseRun.State.CLOSED, CourseRun.State.CANCELLED}
    return entry.is_offered and not entry.is_overdue_at(now) and not over


def _entry(pk: int) -> WaitingEntry | None:
    return WaitingEntry.objects.select_related("user", "run__course").filter(pk=pk).first()


def _notify_offered(entry: WaitingEntry) -> None:
    assert entry.offer_expires_at is not None
    deadline = moment(entry.offer_expires_at)
    _notify(
        entry,
        f"offered:{entry.offer_expires_at:%Y%m%d%H%M}",
        subject=f"Ada kursi untuk Anda: {entry.run.course.title}",
        text=(
            f"Ada kursi kosong di kelas {_name(entry.run)}, dan giliran Anda tiba.\n"
            f"Kursi ini kami simpan sampai {deadline}.\n\n"
            f"Buka halaman ini, lalu tekan Ambil kursi:\n{_page(entry.run)}\n\n"
            "Sesudah waktu itu, kursi kami tawarkan kepada orang berikutnya. Tidak jadi ikut? Tekan Lepas kursi.\n"
        ),
    )


def _notify_ending(entry: WaitingEntry) -> None:
    assert entry.offer_expires_at is not None
    _notify(
        entry,
        "ending",
        subject=f"Besok berakhir: kursi Anda di {entry.run.course.title}",
        text=(
            f"Kursi di kelas {_name(entry.run)} masih kami simpan untuk Anda, sampai {moment(entry.offer_expires_at)}.\n\n"
            f"Ambil atau lepas kursi itu di:\n{_page(entry.run)}\n"
        ),
    )


def _notify_expired(entry: WaitingEntry) -> None:
    _notify(
        entry,
        "expired",
        subject=f"Kursi di {entry.run.course.title} tidak lagi disimpan",
        text=(
            f"Waktu mengambil kursi di kelas {_name(entry.run)} sudah lewat, jadi kursi itu kami tawarkan kepada orang "
            f"berikutnya.\n\nMasih ingin ikut? Masuk lagi ke daftar tunggu, dari urutan terakhir:\n{_page(entry.run)}\n"
        ),
    )


def _notify_closed(entry: WaitingEntry, run: CourseRun) -> None:
    if run.is_cancelled:
        subject = f"Kelas {run.course.title} dibatalkan"
        what = f"Kelas {_name(run)}, yang Anda tunggu, dibatalkan.\nAlasan: {run.cancellation_reason}"
    else:
        subject = f"Pendaftaran {run.course.title} sudah ditutup"
        what = f"Pendaftaran kelas {_name(run)} sudah ditutup, dan kursi untuk Anda tidak ada. Mohon maaf."
    courses = settings.SITE_URL.rstrip("/") + "/pelatihan/"
    _notify(entry, "closed", subject=subject, text=f"{what}\n\nPilih kelas lain di sini:\n{courses}\n")


def _notify(entry: WaitingEntry, what: str, *, subject: str, text: str) -> None:
    person = entry.user
    notify_user(
        key=f"waiting:{entry.pk}:{what}",
        category=CATEGORY,
        user=person,
        subject=subject,
        body_text=f"Halo {person.get_short_name()},\n\n{text}",
    )


def _name(run: CourseRun) -> str:
    return f"{run.course.title} ({run.name})"


def _page(run: CourseRun) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("class_enrol", args=[run.public_id])
