"""Registries that other subjects and apps extend: links and panels of a run, seat counts, certificates, delivery status.

They register in their ``register.py``; this app does not import them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.urls import reverse
from wagtail.admin.ui.components import Component

from core.registry import Registry
from courses.content.models.pages import CoursePage
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun


@dataclass(frozen=True)
class RunLink:
    """``url_name`` takes the run's key as argument or, with ``query``, as that query parameter."""

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


def run_links(run: CourseRun, user: PermissionsMixin | AnonymousUser) -> list[dict[str, str]]:
    """Label, URL and icon of the links that ``user`` has the permission for."""
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
    """Register the only counter. Without one all seats are free. Raises AlreadyRegistered for a second one."""
    seat_counters.register(_ENROLMENTS, SeatCounter(left, taken))


def seats_taken(*, run: CourseRun) -> int:
    counter = seat_counters.get(_ENROLMENTS)
    return counter.taken(run) if counter else 0


def annotate_seats_left(*, runs: Sequence[CourseRun]) -> None:
    """Set ``seats_left`` on each run: a number, or None without a quota."""
    limited, counter = [run for run in runs if run.quota is not None], seat_counters.get(_ENROLMENTS)
    left = counter.left(limited) if limited and counter else {}
    for run in runs:
        run.seats_left = left.get(run.pk, run.quota)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class OwnCertificate:
    """A user's valid certificate of a course; ``url`` leads to its download."""

    number: str
    url: str


OwnCertificateReader = Callable[[AbstractBaseUser, CoursePage], OwnCertificate | None]
"""The user's newest valid certificate of the course, in one query."""

own_certificate_readers: Registry[OwnCertificateReader] = Registry("readers of a user's certificates")
_CERTIFICATES = "certificates"


def register_own_certificate_reader(reader: OwnCertificateReader) -> None:
    """Register the only reader. Raises AlreadyRegistered for a second one."""
    own_certificate_readers.register(_CERTIFICATES, reader)


def own_certificate(*, user: AbstractBaseUser, course: CoursePage) -> OwnCertificate | None:
    reader = own_certificate_readers.get(_CERTIFICATES)
    return reader(user, course) if reader else None


DeliveryStatusProvider = Callable[[Announcement], str]
"""Returns one Indonesian sentence: how many messages about an announcement were sent, are waiting or have failed."""

delivery_status_providers: Registry[DeliveryStatusProvider] = Registry("delivery-status providers")
_ANNOUNCEMENTS = "announcements"


def register_delivery_status_provider(provider: DeliveryStatusProvider) -> None:
    """Register the only provider. Raises AlreadyRegistered for a second one."""
    delivery_status_providers.register(_ANNOUNCEMENTS, provider)


def delivery_status_of(announcement: Announcement) -> str:
    """A dash without a provider."""
    provider = delivery_status_providers.get(_ANNOUNCEMENTS)
    return provider(announcement) if provider else "–"
