"""Data of the participant's home. A constant number of queries, whatever the number of classes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.django_patches.compiled_query import CompiledQuery, Param
from courses.runs.selectors import attach_runs, meetings_by_run
from lms.certificates.models import Certificate
from lms.certificates.selectors import certificate_url
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.selectors.enrolments import classes_of
from lms.enrolment.selectors.waiting import waiting_of
from lms.home.dates import AHEAD, Date, dates_ahead
from lms.home.steps import ClassUnderWay, Step, certificate_step, most_urgent, offer_step, steps_in
from lms.learning.models import LessonProgress
from lms.learning.selectors import Checklist, checklists
from lms.users.models import User

CLASSES_PER_PAGE = 10
CLASSES_LOOKED_AT = 40  # runs under way considered, the latest enrolments first
DATES_SHOWN = 6
CERTIFICATES_SHOWN = 3
CERTIFICATES_PER_PAGE = 20


@dataclass(frozen=True)
class Home:
    """The first page has all fields; further pages only ``page_obj`` and ``classes``."""

    page_obj: PaginatorPage
    classes: list[Checklist]
    waiting: list[WaitingEntry] = field(default_factory=list)
    next_step: Step | None = None
    dates: list[Date] = field(default_factory=list)
    dates_left_out: int = 0
    certificates: list[Certificate] = field(default_factory=list)
    has_more_certificates: bool = False


def home_of(*, user: User, number: str | None, now: dt.datetime | None = None) -> Home:
    first = attach_runs(_first_classes.fetch(user=user.pk))
    # With fewer classes than that, which is the usual case, all are loaded already.
    all_of_them = first if len(first) < CLASSES_LOOKED_AT else classes_of(user=user.pk)
    page = Paginator(all_of_them, CLASSES_PER_PAGE).get_page(number)
    if page.number > 1:
        return Home(page, checklists(enrolments=attach_runs(cast(Iterable[Enrolment], page.object_list))))
    moment = now or timezone.now()
    shown, further = first[:CLASSES_PER_PAGE], first[CLASSES_PER_PAGE:]
    lists = checklists(enrolments=[*shown, *filter(_is_under_way, further)])
    under_way = _with_meetings([each for each in lists if _is_under_way(each.enrolment)], moment)
    waiting = waiting_of(user=user)
    certificates = attach_runs(_newest_certificates.fetch(user=user.pk))
    dates = dates_ahead(under_way, today=timezone.localdate(moment))
    return Home(
        page_obj=page,
        classes=lists[: len(shown)],
        waiting=waiting,
        next_step=_next_step(under_way, waiting, certificates, moment),
        dates=dates[:DATES_SHOWN],
        dates_left_out=len(dates[DATES_SHOWN:]),
        certificates=certificates[:CERTIFICATES_SHOWN],
        has_more_certificates=len(certificates) > CERTIFICATES_SHOWN,
    )


def certificates_of(user: int | Param) -> QuerySet[Certificate]:
    """Valid certificates, the newest first."""
    return Certificate.objects.filter(holder=user, revoked_at=None)


def certificate_list(*, user: User, number: str | None) -> PaginatorPage:
    """All certificates, revoked ones included."""
    return Paginator(user.certificates.select_related("run"), CERTIFICATES_PER_PAGE).get_page(number)


def _next_step(
    under_way: Iterable[ClassUnderWay], waiting: list[WaitingEntry], certificates: list[Certificate], now: dt.datetime
) -> Step | None:
    steps = [step for item in under_way for step in steps_in(item, now=now)]
    steps += [offer_step(run=each.run, until=each.offer_expires_at) for each in waiting if each.offer_expires_at]
    steps += [certificate_step(each, url=certificate_url(each)) for each in certificates[:1]]
    return most_urgent(steps)


def _classes_with_last_step(user: int | Param) -> QuerySet[Enrolment]:
    """Enrolments with the time of the last completed lesson."""
    latest = LessonProgress.objects.filter(enrolment=OuterRef("pk")).order_by("-completed_at").values("completed_at")[:1]
    return classes_of(user=user).annotate(last_done=Subquery(latest))


_first_classes = CompiledQuery(lambda: _classes_with_last_step(Param("user"))[:CLASSES_LOOKED_AT])
_newest_certificates = CompiledQuery(lambda: certificates_of(Param("user"))[: CERTIFICATES_SHOWN + 1])


def _is_under_way(enrolment: Enrolment) -> bool:
    """Not completed, left or cancelled."""
    return enrolment.state == Enrolment.State.ENROLLED and not enrolment.run.is_cancelled


def _with_meetings(classes: list[Checklist], now: dt.datetime) -> list[ClassUnderWay]:
    meetings = meetings_by_run(each.enrolment.run_id for each in classes)
    until = now + AHEAD + dt.timedelta(days=1)
    return [
        ClassUnderWay(
            each,
            _last_active(each.enrolment),
            [one for one in meetings[each.enrolment.run_id] if one.ends_at > now and one.starts_at < until],
        )
        for each in classes
    ]


def _last_active(enrolment: Enrolment) -> dt.datetime:
    return enrolment.last_done or enrolment.enrolled_at  # type: ignore[attr-defined]  # annotated in _classes_with_last_step
