"""What the participant's home shows. It asks as often however many classes there are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from courses.models import RunSession
from lms.home.classes import ClassUnderWay
from lms.home.dates import AHEAD, Date, dates_ahead
from lms.home.steps import Step, certificate_step, most_urgent, offer_step, steps_in
from lms.models import Certificate, Enrolment, LessonProgress, User, WaitingEntry
from lms.selectors_learning import Checklist, checklists, classes_of
from lms.selectors_waiting import waiting_of

CLASSES_LOOKED_AT = 40  # of those under way, the ones entered last: nobody is in more at a time
DATES_SHOWN = 6
CERTIFICATES_SHOWN = 3
CERTIFICATES_PER_PAGE = 20


@dataclass(frozen=True)
class Home:
    """The first screen has it all; the further pages of classes have ``page_obj`` and ``classes`` alone."""

    page_obj: PaginatorPage
    classes: list[Checklist]
    waiting: list[WaitingEntry] = field(default_factory=list)
    next_step: Step | None = None
    dates: list[Date] = field(default_factory=list)
    dates_left_out: int = 0
    certificates: list[Certificate] = field(default_factory=list)
    has_more_certificates: bool = False


def home_of(*, user: User, number: str | None, now: dt.datetime | None = None) -> Home:
    page = classes_of(user=user, number=number)
    shown: list[Enrolment] = list(page.object_list)
    if page.number > 1:
        return Home(page, checklists(enrolments=shown))
    moment = now or timezone.now()
    looked_at = _under_way(user)
    lists = {each.enrolment.pk: each for each in checklists(enrolments=_each_once([*looked_at, *shown]))}
    under_way = _with_meetings([lists[each.pk] for each in looked_at], moment)
    waiting = waiting_of(user=user)
    certificates = list(certificates_of(user)[: CERTIFICATES_SHOWN + 1])
    dates = dates_ahead(under_way, today=timezone.localdate(moment))
    return Home(
        page_obj=page,
        classes=[lists[each.pk] for each in shown],
        waiting=waiting,
        next_step=_next_step(under_way, waiting, certificates, moment),
        dates=dates[:DATES_SHOWN],
        dates_left_out=len(dates[DATES_SHOWN:]),
        certificates=certificates[:CERTIFICATES_SHOWN],
        has_more_certificates=len(certificates) > CERTIFICATES_SHOWN,
    )


def certificates_of(user: User) -> QuerySet[Certificate]:
    """Those that hold good, the newest first."""
    return user.certificates.filter(revoked_at=None).select_related("run")


def certificate_list(*, user: User, number: str | None) -> PaginatorPage:
    """All of them, with those that were withdrawn."""
    return Paginator(user.certificates.select_related("run"), CERTIFICATES_PER_PAGE).get_page(number)


def certificate_url(certificate: Certificate) -> str:
    """Where the holder fetches it. A class that the person has since left, or that is gone, leaves the public check."""
    if certificate.enrolment_id is None:
        return reverse("certificate_check", args=[certificate.code])
    return reverse("class_done", args=[certificate.run.public_id])


def _next_step(
    under_way: Iterable[ClassUnderWay], waiting: list[WaitingEntry], certificates: list[Certificate], now: dt.datetime
) -> Step | None:
    steps = [step for item in under_way for step in steps_in(item, now=now)]
    steps += [offer_step(run=each.run, until=each.offer_expires_at) for each in waiting if each.offer_expires_at]
    steps += [certificate_step(each, url=certificate_url(each)) for each in certificates[:1]]
    return most_urgent(steps)


def _under_way(user: User) -> list[Enrolment]:
    """Neither finished, nor left, nor called off; with the moment of the last step."""
    latest = LessonProgress.objects.filter(enrolment=OuterRef("pk")).order_by("-completed_at").values("completed_at")[:1]
    return list(
        Enrolment.objects.filter(user=user, state=Enrolment.State.ENROLLED, run__cancelled_at=None)
        .select_related("run__course")
        .defer("run__course__body")
        .annotate(last_done=Subquery(latest))
        .order_by("-enrolled_at", "-pk")[:CLASSES_LOOKED_AT]
    )


def _each_once(enrolments: list[Enrolment]) -> list[Enrolment]:
    """The first of each: the one that knows its last step."""
    return list({each.pk: each for each in reversed(enrolments)}.values())


def _with_meetings(classes: list[Checklist], now: dt.datetime) -> list[ClassUnderWay]:
    ahead = Q(ends_at__gt=now, starts_at__lt=now + AHEAD + dt.timedelta(days=1))
    runs = [each.enrolment.run_id for each in classes]
    meetings: dict[int, list[RunSession]] = {}
    for meeting in RunSession.objects.filter(ahead, run__in=runs).order_by("starts_at"):
        meetings.setdefault(meeting.run_id, []).append(meeting)
    return [ClassUnderWay(each, _last_active(each.enrolment), meetings.get(each.enrolment.run_id, [])) for each in classes]


def _last_active(enrolment: Enrolment) -> dt.datetime:
    return enrolment.last_done or enrolment.enrolled_at  # type: ignore[attr-defined]  # annotated in _under_way
