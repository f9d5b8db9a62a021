"""Screens about one run that other apps add to its page in the staff admin: participants are no business of this app."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.registry import Registry
from courses.models.run import CourseRun


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


_links: Registry[RunLink] = Registry("run links")


def register_run_link(label: str, url_name: str, icon: str, permission: str, *, query: str = "", order: int = 50) -> None:
    """Offer a screen about a run; ``order`` is its place among the links. Called from a subject's ``register.py``."""
    _links.register(url_name, RunLink(label, url_name, icon, permission, query), order=order)


def run_links(run: CourseRun, user: Any) -> list[dict[str, str]]:
    """What ``user`` may open about ``run``: label, address and icon of each."""
    return [
        {"label": link.label, "url": link.url(run), "icon": link.icon} for link in _links if user.has_perm(link.permission)
    ]
