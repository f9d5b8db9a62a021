"""The one next step: the most urgent thing of all classes.

What ends without the person comes first (an offered seat, a meeting, a class about to close); then what is nearest to
its goal (the evaluation, then data and documents, which staff have to check, the test, the lessons); a certificate to fetch
when there is nothing left to do.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.documents.formatting import days_away, tanggal
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.assessment.selectors.attempts import TEST
from lms.certificates.models import Certificate
from lms.learning.selectors import Checklist
from lms.profile.selectors import completion_url

DEADLINE_SOON = dt.timedelta(days=7)


class Urgency(IntEnum):
    """Kinds of steps, the most urgent first."""

    OFFER = 1
    MEETING = 2
    DEADLINE = 3
    EVALUATION = 4
    DATA = 5
    TEST = 6
    LESSON = 7
    CERTIFICATE = 8


@dataclass(frozen=True)
class Step:
    """Something to do now. Among steps of one urgency the lower ``order`` comes first."""

    urgency: Urgency
    order: float
    title: str
    text: str
    url: str
    label: str


def most_urgent(steps: Iterable[Step]) -> Step | None:
    """Deterministic: the order of ``steps`` doesn't matter."""
    return min(steps, key=lambda step: (step.urgency, step.order, step.title, step.url), default=None)


@dataclass(frozen=True)
class ClassUnderWay:
    """``meetings`` are those that aren't over, the next first; ``last_active`` is when the person last did something."""

    checklist: Checklist
    last_active: dt.datetime
    meetings: list[RunSession] = field(default_factory=list)

    @property
    def run(self) -> CourseRun:
        return self.checklist.enrolment.run


def steps_in(item: ClassUnderWay, *, now: dt.datetime) -> Iterator[Step]:
    """Steps of one run: a meeting today or tomorrow, and the next goal."""
    today = timezone.localdate(now)
    meeting = next(iter(item.meetings), None)
    if meeting is not None and timezone.localdate(meeting.starts_at) <= today + dt.timedelta(days=1):
        yield _meeting(item, meeting, today)
    way_on = _next_goal(item)
    if way_on is None:
        return
    yield way_on
    ends_on = item.run.ends_on
    if ends_on is not None and today <= ends_on <= today + DEADLINE_SOON:
        yield _deadline(item, way_on, ends_on, today)


def offer_step(*, run: CourseRun, until: dt.datetime) -> Step:
    """An offered seat with its expiry."""
    words = {"day": tanggal(until), "hour": f"{timezone.localtime(until):%H.%M}"}
    text = _("Ada kursi untuk Anda, disimpan sampai %(day)s pukul %(hour)s WIB.") % words
    url = reverse("class_enrol", args=[run.public_id])
    return Step(Urgency.OFFER, until.timestamp(), run.course.title, text, url, _("Lihat dan ambil kursi"))


def certificate_step(certificate: Certificate, *, url: str) -> Step:
    text = _("Sertifikat Anda terbit pada %(day)s. Unduh dan simpan.") % {"day": tanggal(certificate.issued_at)}
    order = -certificate.issued_at.timestamp()
    return Step(Urgency.CERTIFICATE, order, certificate.course_title, text, url, _("Lihat sertifikat"))


def _meeting(item: ClassUnderWay, meeting: RunSession, today: dt.date) -> Step:
    words = {
        "title": meeting.title,
        "when": days_away(timezone.localdate(meeting.starts_at), today=today),
        "from": f"{timezone.localtime(meeting.starts_at):%H.%M}",
        "to": f"{timezone.localtime(meeting.ends_at):%H.%M}",
    }
    text = _("%(title)s: %(when)s, pukul %(from)s–%(to)s WIB.") % words
    if place := meeting.place or item.run.place_name:
        text += " " + _("Tempat: %(place)s.") % {"place": place}
    url = _home(item) + "#jadwal"
    return Step(
        Urgency.MEETING, meeting.starts_at.timestamp(), item.run.course.title, text, url, _("Lihat waktu dan tempat")
    )


def _next_goal(item: ClassUnderWay) -> Step | None:
    """The evaluation once it is open, then what is missing of the person's data, the test, else the next lesson; nothing
    where only meetings are ahead, or staff have to check documents."""
    now = item.checklist
    latest_first, title = -item.last_active.timestamp(), item.run.course.title
    if now.is_evaluation_open:
        url = reverse("class_evaluation", args=[item.run.public_id])
        text = _("Tinggal satu langkah. Isi evaluasi; sertifikat langsung terbit.")
        return Step(Urgency.EVALUATION, latest_first, title, text, url, _("Isi evaluasi"))
    if now.data is not None and now.data.to_do:
        url = completion_url(now.data.to_do, back_to=_home(item))
        text = _("Kelas ini meminta data Anda: %(what)s.") % {"what": now.data.words}
        return Step(Urgency.DATA, latest_first, title, text, url, _("Lengkapi data"))
    if now.is_test_open and (test := now.standing(TEST)) is not None:
        url = reverse("class_test", args=[item.run.public_id])
        text = _("Berikutnya tes akhir: %(standing)s.") % {"standing": test.words}
        label = _("Kerjakan tes") if test.open_attempt is None else _("Lanjutkan tes")
        return Step(Urgency.TEST, latest_first, title, text, url, label)
    if now.next_lesson is None:
        return None
    text = _("Pelajaran berikutnya: %(lesson)s.") % {"lesson": now.next_lesson.title}
    url = reverse("class_lesson", args=[item.run.public_id, now.next_lesson.pk])
    return Step(Urgency.LESSON, latest_first, title, text, url, _("Lanjutkan belajar") if now.done else _("Mulai belajar"))


def _deadline(item: ClassUnderWay, way_on: Step, ends_on: dt.date, today: dt.date) -> Step:
    left = len(item.checklist.lessons) - item.checklist.done
    text = _("Kelas ini berakhir %(when)s, %(day)s.") % {"when": days_away(ends_on, today=today), "day": tanggal(ends_on)}
    if left:
        missing = ngettext("Masih ada %(left)d pelajaran.", "Masih ada %(left)d pelajaran.", left) % {"left": left}
    elif item.checklist.is_test_open:
        missing = _("Masih ada tes akhir.")
    elif item.checklist.is_evaluation_open:
        missing = _("Tinggal evaluasi.")
    else:
        missing = _("Data atau berkas belum lengkap.")
    return Step(Urgency.DEADLINE, float(ends_on.toordinal()), way_on.title, f"{text} {missing}", way_on.url, way_on.label)


def _home(item: ClassUnderWay) -> str:
    return reverse("class_home", args=[item.run.public_id])
