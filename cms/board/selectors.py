"""Rows of the board, in a constant number of queries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from wagtail.models import Revision, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from cms.board.contents import ServiceContent, newest_contents, public_contents
from cms.standards.completeness import COMPONENTS, Component, missing_components
from cms.standards.models.service import ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.documents.formatting import tanggal
from core.pages.blank import is_blank_text
from core.pages.models import LegalBasis
from core.people.types import Person
from core.publishing.reviews.rules import Stage, due_in_words, stage_of

EDIT_ACTIONS = {"change", "publish"}


class State(models.TextChoices):
    """State of a page; the first that applies of waiting, scheduled, changed, live, draft."""

    WAITING = "waiting", "menunggu persetujuan"
    SCHEDULED = "scheduled", "terjadwal"
    CHANGED = "changed", "terbit, ada perubahan belum terbit"
    LIVE = "live", "terbit"
    DRAFT = "draft", "draf"


class Unknown(models.TextChoices):
    """What the decree leaves open, and the public page omits while nobody has looked it up."""

    AUDIENCE = "audience", "untuk siapa"
    RESPONSIBLE = "responsible", "penanggung jawab"
    REGULATIONS = "regulations", "status dasar hukum"


def _is_audience_known(content: ServiceContent) -> bool:
    has_source = not is_blank_text(content.audience_source) and content.audience_checked_on is not None
    return has_source and content.has_audience


def _are_regulations_known(content: ServiceContent) -> bool:
    return all(link.legal_basis.status != LegalBasis.Status.UNCHECKED for link in content.legal_basis_links.all())


_KNOWN: dict[Unknown, Callable[[ServiceContent], bool]] = {
    Unknown.AUDIENCE: _is_audience_known,
    Unknown.RESPONSIBLE: lambda content: not is_blank_text(content.responsible),
    Unknown.REGULATIONS: _are_regulations_known,
}


@dataclass(frozen=True)
class BoardRow:
    """One service. ``content`` and ``missing`` are those of the newest draft, ``public_missing`` of the live page."""

    pk: int
    title: str
    unit: WorkUnitPage
    content: ServiceContent
    missing: tuple[Component, ...]
    public_missing: tuple[Component, ...] | None
    state: State
    reviewed_on: dt.date | None
    review_due: dt.date | None
    stage: Stage | None
    due_words: str

    @property
    def filled(self) -> int:
        return len(COMPONENTS) - len(self.missing)

    @property
    def completeness(self) -> str:
        return f"{self.filled}/{len(COMPONENTS)}"

    @property
    def missing_names(self) -> str:
        return "; ".join(component.label for component in self.missing)

    @property
    def missing_line(self) -> str:
        return f"kosong: {self.missing_names}" if self.missing else ""

    @property
    def public_words(self) -> str:
        """Completeness of the live page."""
        if self.public_missing is None:
            return "belum terbit"
        return f"belum lengkap ({len(self.public_missing)} kosong)" if self.public_missing else "lengkap"

    @property
    def public_line(self) -> str:
        """Completeness of the live page, for the line below the state; "" for a page that is not live."""
        return f"versi terbit {self.public_words}" if self.public_missing is not None else ""

    @property
    def reviewed_words(self) -> str:
        """The day of the last review; without one, the year of the decree that nobody has looked through since."""
        if self.reviewed_on is not None:
            return tanggal(self.reviewed_on)
        decree = self.content.decree_date
        return f"belum, sejak keputusan {decree.year}" if decree else "belum"

    @property
    def responsible(self) -> str:
        return self.content.responsible.strip()

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        return tuple(fact for fact, is_known in _KNOWN.items() if not is_known(self.content))

    @property
    def unknown_names(self) -> str:
        return "; ".join(fact.label for fact in self.unknown)


def may_see_board(user: Person) -> bool:
    """Whether ``user`` may edit or publish part of a tree of services."""
    if getattr(user, "is_superuser", False):
        return True
    roots = list(ServiceIndexPage.objects.values_list("path", flat=True))
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    own = {right.page.path for right in rights if right.permission.codename in {"change_page", "publish_page"}}
    return any(path.startswith(root) or root.startswith(path) for path in own for root in roots)


def board_rows(user: Person) -> list[BoardRow]:
    """The services that ``user`` may edit or publish, in tree order."""
    mine = page_permission_policy.instances_user_has_any_permission_for(user, EDIT_ACTIONS).order_by().values("pk")
    pages = list(ServicePage.objects.filter(pk__in=mine).order_by("path"))
    units = {unit.path: unit for unit in WorkUnitPage.objects.only("path", "title")}
    public = public_contents(pages)
    newest = {**public, **newest_contents(pages)}
    waiting, scheduled = _waiting(), _scheduled()
    today = timezone.localdate()
    return [
        _row(
            page,
            units[page.path[: -page.steplen]],
            newest[page.pk],
            public[page.pk],
            _state(page, waiting, scheduled),
            today,
        )
        for page in pages
    ]


def _row(
    page: ServicePage, unit: WorkUnitPage, newest: ServiceContent, public: ServiceContent, state: State, today: dt.date
) -> BoardRow:
    missing = missing_components(newest)
    return BoardRow(
        pk=page.pk,
        title=newest.title,
        unit=unit,
        content=newest,
        missing=missing,
        public_missing=(missing if newest is public else missing_components(public)) if page.live else None,
        state=state,
        reviewed_on=page.reviewed_on,
        review_due=page.review_due,
        stage=stage_of(page.review_due, today=today),
        due_words=due_in_words(page.review_due, today=today),
    )


def _waiting() -> set[str]:
    """Ids of pages with a workflow in progress."""
    states = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    return set(states.values_list("object_id", flat=True))


def _scheduled() -> set[str]:
    """Ids of pages with a revision approved to go live later."""
    return set(Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True))


def _state(page: ServicePage, waiting: set[str], scheduled: set[str]) -> State:
    if str(page.pk) in waiting:
        return State.WAITING
    if str(page.pk) in scheduled:
        return State.SCHEDULED
    if page.live:
        return State.CHANGED if page.has_unpublished_changes else State.LIVE
    return State.DRAFT
