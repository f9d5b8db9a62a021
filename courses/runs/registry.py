"""What other subjects and apps add to runs: links and panels on a run's page, counts of seats, status of deliveries.

They register in their ``register.py``: nothing here knows a participant.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from core.registry import Registry
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun


@dataclass(frozen=True)
class RunLink:
    """``url_name`` takes the run's key, or its address does as parameter ``query``; for those who hold ``permission``."""

    label: str
    url_name: str
    icon: str
    permission: str
    query: str = ""

    def url(self, run: CourseRun) -> str:
        return f"{reverse(self.url_name)}?{self.query}={run.pk}" if self.query else reverse(self.url_name, args=[run.pk])


links: Registry[RunLink] = Registry("links about a run")
"""By URL name."""


def register_run_link(label: str, url_name: str, icon: str, permission: str, *, query: str = "", order: int) -> None:
    """Link a screen about a run from its page in the staff admin; ``order`` is its place among the links."""
    links.register(url_name, RunLink(label, url_name, icon, permission, query), order=order)


def run_links(run: CourseRun, user: Any) -> list[dict[str, str]]:
    """The links that ``user`` may open: label, address and icon of each."""
    return [
        {"label": link.label, "url": link.url(run), "icon": link.icon} for link in links if user.has_perm(link.permission)
    ]


panels: Registry[type[Component]] = Registry("panels of a run")
"""By name: components below the fields on a run's page in the staff admin. Parent context: ``run`` and ``request``."""


@dataclass(frozen=True)
class SeatCounter:
    """``left`` returns the seats left in runs that have a quota, by their keys, in one query; ``taken`` how many seats of a
    run are taken or held."""

    left: Callable[[Sequence[CourseRun]], dict[int, int]]
    taken: Callable[[CourseRun], int]


seat_counters: Registry[SeatCounter] = Registry("seat counters")
_ENROLMENTS = "enrolments"


def register_seat_counter(
    *, left: Callable[[Sequence[CourseRun]], dict[int, int]], taken: Callable[[CourseRun], int]
) -> None:
    """There is one counter. Without any all seats are free. Raises AlreadyRegistered for another one."""
    seat_counters.register(_ENROLMENTS, SeatCounter(left, taken))


def seats_taken(*, run: CourseRun) -> int:
    counter = seat_counters.get(_ENROLMENTS)
    return counter.taken(run) if counter else 0


def annotate_seats_left(*, runs: Sequence[CourseRun]) -> None:
    """Give each run ``seats_left``: a number, or None where there is no quota."""
    limited, counter = [run for run in runs if run.quota is not None], seat_counters.get(_ENROLMENTS)
    left = counter.left(limited) if limited and counter else {}
    for run in runs:
        run.seats_left = left.get(run.pk, run.quota)  # type: ignore[attr-defined]


DeliveryStatusProvider = Callable[[Announcement], str]
"""Returns one Indonesian sentence: how many messages about an announcement were sent, are waiting or have failed."""

delivery_status_providers: Registry[DeliveryStatusProvider] = Registry("delivery-status providers")
_ANNOUNCEMENTS = "announcements"


def register_delivery_status_provider(provider: DeliveryStatusProvider) -> None:
    """There is one provider. Raises AlreadyRegistered for another one."""
    delivery_status_providers.register(_ANNOUNCEMENTS, provider)


def delivery_status_of(announcement: Announcement) -> str:
    """A dash without a provider."""
    provider = delivery_status_providers.get(_ANNOUNCEMENTS)
    return provider(announcement) if provider else "–"
