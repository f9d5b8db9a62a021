"""Which pages need a review, and who is to know."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import page_permission_policy

from core.messages.services import not_opted_out
from core.people.roles import CONTENT_APPROVER
from core.publishing.reviews.fields import Reviewed
from core.publishing.reviews.models import ReviewNotice
from core.publishing.reviews.rules import MONTH, Stage, stage_of

CATEGORY = "peninjauan"
_ENOUGH = ("pk", "title", "path", "depth", "reviewed_on", "review_due", "live")


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to. ``paths`` are the parts of the tree in which the person may edit.

    Whoever switched the reminders off doesn't want them; the outbox keeps what such a person wasn't told.
    """

    user: Any
    address: str
    paths: tuple[str, ...]
    is_approver: bool
    wants: bool


@dataclass(frozen=True)
class DueReview:
    """A page with its day and how near it is."""

    page: Any
    due: dt.date
    stage: Stage


def reviewed_models() -> list[Any]:
    """The kinds of page that are reviewed: a kind is one by its mixin."""
    return [model for model in apps.get_models() if issubclass(model, Reviewed)]


def due_reviews(*, today: dt.date) -> list[DueReview]:
    """Public pages whose review is overdue or due within 30 days, the most urgent first. One query a kind of page."""
    return _sorted(_due(model.objects.live(), today) for model in reviewed_models())


def due_reviews_of(user: AbstractBaseUser, *, today: dt.date) -> list[DueReview]:
    """Those of ``due_reviews`` that this person may edit. Asks as often however many pages there are."""
    mine = page_permission_policy.instances_user_has_any_permission_for(user, {"change"}).order_by().values("pk")
    return _sorted(_due(model.objects.live().filter(pk__in=mine), today) for model in reviewed_models())


def _due(pages: QuerySet[Any], today: dt.date) -> Iterator[DueReview]:
    for page in pages.filter(review_due__lte=today + MONTH).only(*_ENOUGH):
        stage = stage_of(page.review_due, today=today)
        if stage is not None:
            yield DueReview(page, page.review_due, stage)


def _sorted(found: Iterable[Iterable[DueReview]]) -> list[DueReview]:
    return sorted((review for each in found for review in each), key=lambda review: (review.due, review.page.path))


def not_yet_notified(reviews: list[DueReview]) -> list[DueReview]:
    """Without those that somebody was told about for this very day and stage."""
    pages = {review.page.pk for review in reviews}
    told = set(ReviewNotice.objects.filter(page_id__in=pages).values_list("page_id", "due", "stage"))
    return [review for review in reviews if (review.page.pk, review.due, review.stage.value) not in told]


def possible_recipients() -> list[Recipient]:
    """Staff with an account in use and a proved address who may edit pages somewhere, or who approve. Four queries."""
    paths_of: dict[int, list[str]] = {}
    rights = GroupPagePermission.objects.filter(
        permission__codename="change_page", permission__content_type__app_label="wagtailcore"
    )
    for group, path in rights.values_list("group_id", "page__path"):
        paths_of.setdefault(group, []).append(path)
    users = (
        get_user_model()
        ._default_manager.filter(Q(groups__in=list(paths_of)) | Q(groups__name=CONTENT_APPROVER))
        .filter(is_active=True, is_staff=True)
        .distinct()
        .annotate(wants=not_opted_out(CATEGORY))
        .order_by("pk")
        .prefetch_related("groups")
    )
    addresses = _proved_addresses(users)
    return [_person(user, addresses[user.pk], paths_of) for user in users if user.pk in addresses]


def _proved_addresses(users: QuerySet[Any]) -> dict[int, str]:
    found = EmailAddress.objects.filter(user__in=[user.pk for user in users], verified=True, primary=True)
    return dict(found.values_list("user_id", "email"))


def _person(user: Any, address: str, paths_of: dict[int, list[str]]) -> Recipient:
    groups = list(user.groups.all())
    paths = tuple(path for group in groups for path in paths_of.get(group.pk, ()))
    return Recipient(user, address, paths, any(group.name == CONTENT_APPROVER for group in groups), user.wants)


def recipients(page: Page, people: list[Recipient]) -> list[Recipient]:
    """Whoever may edit the page; where none of them wants to hear of it, or nobody may, the approvers too."""
    editors = [person for person in people if page.path.startswith(person.paths)]
    if any(person.wants for person in editors):
        return editors
    return [person for person in people if person in editors or person.is_approver]
