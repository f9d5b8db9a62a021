"""Two people at once at one page; on PostgreSQL, where transactions really overlap."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import Collection, Locale, Page, TaskState

from cms.home.services.site_setup import seed_site
from cms.standards.models.service import ServicePage
from core.people import roles
from core.publishing.errors import NotPublishable
from core.publishing.models.publication import Publication
from lms.users.models import User
from tests.cms.builders import one_service
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(db: None) -> list[str]:
    """On a tree of its own: the test before has emptied every table."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="id")
        Page.add_root(title="Semua halaman", content_type=ContentType.objects.get_for_model(Page))
        Collection.add_root(name="Semua berkas")
    return list(seed_site(one_service()))


@pytest.fixture
def draft(service: ServicePage) -> ServicePage:
    """A change by the system, explained, in the workflow."""
    service.product, service.change_note, service.change_basis = "Baru", "Produk baru.", "SK 7"
    service.save_revision()
    service.get_workflow().start(service, user=None)
    return service


@pytest.fixture
def approvers(site: list[str]) -> list[User]:
    return [make_staff(roles.CONTENT_APPROVER) for _ in range(6)]


def outcomes(work: Callable[[Any], object], arguments: Iterable[Any]) -> list[str]:
    def run(argument: Any) -> str:
        try:
            work(argument)
        except (NotPublishable, PermissionDenied) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(6) as pool:
        return sorted(pool.map(run, arguments))


def test_of_six_approvers_at_once_one_publishes(draft: ServicePage, approvers: list[User]) -> None:
    state = draft.current_workflow_task_state

    def approve(user: User) -> None:
        own = TaskState.objects.get(pk=state.pk).specific
        own.task.specific.on_action(own, user, "approve")

    assert outcomes(approve, approvers) == ["NotPublishable"] * 5 + ["done"]
    assert Publication.objects.filter(page=draft).count() == 2


def test_publications_at_once_have_numbers_of_their_own(draft: ServicePage, approvers: list[User]) -> None:
    revision = draft.latest_revision

    def publish(user: User) -> None:
        type(revision).objects.get(pk=revision.pk).publish(user=user)

    assert outcomes(publish, approvers) == ["done"] * 6
    numbers = Publication.objects.filter(page=draft).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 8))


def test_whoever_edits_while_another_publishes_leaves_a_draft(draft: ServicePage, approvers: list[User]) -> None:
    revision, (editor, approver) = draft.latest_revision, approvers[:2]

    def work(user: User) -> None:
        if user == approver:
            type(revision).objects.get(pk=revision.pk).publish(user=user)
            return
        page = ServicePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
        page.product = "Diketik bersamaan"
        page.save_revision(user=user)

    assert outcomes(work, [editor, approver]) == ["done", "done"]
    assert ServicePage.objects.get(pk=draft.pk).product == "Baru"
