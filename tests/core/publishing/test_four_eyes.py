"""Whoever wrote a change doesn't let it out, whatever groups and rights they have."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, WorkflowTask

from cms.home.services.site_tree import build_site_tree
from cms.standards.models.service import ServicePage
from core.audit.models import AuditEntry
from core.people import roles
from core.publishing.authors import authors_since_publication
from core.publishing.errors import NotPublishable
from core.publishing.models.approval import SecondPersonTask
from core.publishing.models.publication import Publication
from lms.users.models import User
from tests.cms.admin_form import PUBLISH, SUBMIT, post_data, send, told
from tests.factories.lms import add_second_factor, make_staff

LogIn = Callable[[User], Client]
EXPLAINED = {"change_note": "Produk ditulis lebih jelas.", "change_basis": "Keputusan Nomor 7"}
REFUSED = "minta orang lain menyetujuinya"


@pytest.fixture
def author(shared_site: None, db: None) -> User:
    """Edits, and is among the approvers as well."""
    user = make_staff(roles.CONTENT_APPROVER)
    user.groups.add(Group.objects.get(name=roles.CONTENT_EDITOR))
    return user


@pytest.fixture
def other(shared_site: None, db: None) -> User:
    return make_staff(roles.CONTENT_APPROVER)


@pytest.fixture
def superuser(shared_site: None, db: None) -> User:
    user = make_staff(roles.CONTENT_APPROVER, is_superuser=True)
    add_second_factor(user)
    return user


def changed(page: ServicePage, user: User | None) -> ServicePage:
    page.product = f"Produk baru {timezone.now()}"
    page.change_note, page.change_basis = EXPLAINED.values()
    page.save_revision(user=user)
    return page


def public(page: ServicePage) -> ServicePage:
    return ServicePage.objects.get(pk=page.pk)


def draft(page: ServicePage) -> ServicePage:
    return public(page).get_latest_revision_as_object()


def in_workflow(page: ServicePage) -> Any:
    page.get_workflow().start(page, user=None)
    return page.current_workflow_task_state


def approve(client: Client, page: ServicePage, state: Any, **data: str) -> Any:
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), data)


def by_button(page: ServicePage, client: Client, user: User) -> str:
    return str(send(client, page, post_data(draft(page)), PUBLISH).context["form"].errors)


def by_bulk(page: ServicePage, client: Client, user: User) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return told(client.post(f"{address}?id={page.pk}&next=/admin/"))


def by_schedule(page: ServicePage, client: Client, user: User) -> str:
    later = (timezone.localtime() + timedelta(days=1)).strftime("%d-%m-%Y %H.%M")
    response = send(client, page, post_data(draft(page)), {"go_live_at": later}, PUBLISH)
    return str(response.context["form"].errors)


def by_code(page: ServicePage, client: Client, user: User) -> str:
    with pytest.raises(NotPublishable) as refusal:
        page.get_latest_revision().publish(user=user)
    return refusal.value.told


def by_code_without_rights_asked(page: ServicePage, client: Client, user: User) -> str:
    with pytest.raises(NotPublishable) as refusal:
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    return refusal.value.told


def by_reverting(page: ServicePage, client: Client, user: User) -> str:
    old = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    return told(client.post(address, {**post_data(old.as_object(), **EXPLAINED), **PUBLISH}, follow=False)) or REFUSED


def by_api(page: ServicePage, client: Client, user: User) -> str:
    return client.post(f"/admin/api/main/pages/{page.pk}/action/publish/").content.decode()


DOORS = [by_button, by_bulk, by_schedule, by_code, by_code_without_rights_asked, by_reverting, by_api]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_an_author_among_the_approvers_publishes_by_no_door(
    door: Callable[[ServicePage, Client, User], str], shared_service: ServicePage, author: User, log_in: LogIn
) -> None:
    before = public(shared_service).live_revision_id
    said = door(changed(shared_service, author), log_in(author), author)
    assert REFUSED in said
    assert public(shared_service).live_revision_id == before
    assert not shared_service.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_author_approves_nothing_and_reads_why(shared_service: ServicePage, author: User, log_in: LogIn) -> None:
    page, client = changed(shared_service, author), log_in(author)
    state = in_workflow(page)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert REFUSED in screen
    assert 'data-workflow-action-name="approve"' not in screen
    assert 'data-workflow-action-name="reject"' in screen
    assert 'name="action-publish"' not in screen
    approve(client, page, state)
    with pytest.raises(NotPublishable):
        state.task.specific.on_action(state, author, "approve")
    assert public(page).has_unpublished_changes


def test_a_second_person_approves_and_the_page_is_public(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, author)
    state = in_workflow(page)
    screen = log_in(other).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-workflow-action-name="approve"' in screen
    approve(log_in(other), page, state)
    assert public(page).product == page.product
    assert Publication.objects.filter(page=page).first().published_by_id == other.pk  # type: ignore[union-attr]


def test_opening_and_publishing_unchanged_makes_nobody_an_author(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, author)
    send(log_in(other), page, post_data(draft(page)))
    assert authors_since_publication(page) == {author.pk}
    assert send(log_in(other), page, post_data(draft(page)), PUBLISH).status_code == 302
    assert public(page).product == page.product


def test_whoever_corrects_while_approving_is_an_author_too(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, author)
    response = send(log_in(other), page, post_data(draft(page), product="Dengan koreksi"), PUBLISH)
    assert REFUSED in told(response)
    assert authors_since_publication(page) == {author.pk, other.pk}
    assert public(page).product != "Dengan koreksi"
    assert draft(page).product == "Dengan koreksi"


def test_a_page_that_changed_after_it_was_sent_in_is_sent_in_again(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, None)
    state = in_workflow(page)
    changed(draft(page), author)
    assert "Mulai ulang alurnya" in told(approve(log_in(other), page, state))
    assert public(page).has_unpublished_changes


def test_what_one_has_approved_another_can_not_approve_again(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, author)
    state = in_workflow(page)
    stale = type(state).objects.get(pk=state.pk)
    approve(log_in(other), page, state)
    with pytest.raises(NotPublishable, match="sudah diputuskan"):
        stale.task.specific.on_action(stale, other, "approve")
    assert Publication.objects.filter(page=page).count() == 2


def test_after_publication_the_count_begins_anew(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    page = changed(shared_service, author)
    page.get_latest_revision().publish(user=other)
    page = changed(public(page), other)
    assert authors_since_publication(page) == {other.pk}
    page.get_latest_revision().publish(user=author)
    assert public(page).product == page.product


def test_an_old_draft_is_still_its_authors_own(shared_service: ServicePage, author: User, other: User) -> None:
    old = changed(shared_service, author).get_latest_revision()
    changed(shared_service, None).get_latest_revision().publish(user=other)
    with pytest.raises(NotPublishable):
        old.publish(user=author)


def test_publishing_what_was_public_before_is_not_its_authors_own_work(
    shared_service: ServicePage, author: User, other: User
) -> None:
    old = changed(shared_service, author).get_latest_revision()
    old.publish(user=other)
    changed(public(shared_service), None).get_latest_revision().publish(user=other)
    assert authors_since_publication(public(shared_service), revision=old) == set()
    old.publish(user=author)
    assert public(shared_service).product == old.as_object().product


def test_a_superuser_says_why_and_it_is_written_down(shared_service: ServicePage, superuser: User, log_in: LogIn) -> None:
    page, client = changed(shared_service, superuser), log_in(superuser)
    refused = send(client, page, post_data(draft(page)), PUBLISH)
    assert "tulis alasan" in str(refused.context["form"].errors["override_reason"])
    assert send(client, page, post_data(draft(page)), {"override_reason": "Penyetuju cuti."}, PUBLISH).status_code == 302
    assert public(page).product == page.product
    entry = AuditEntry.objects.filter(action="core.page.published").first()
    assert (entry.actor_id, entry.after["override_reason"]) == (superuser.pk, "Penyetuju cuti.")  # type: ignore[union-attr]
    logged = PageLogEntry.objects.get(page=page.pk, action="core.publish.override")
    assert "Penyetuju cuti." in logged.message


def test_a_superuser_approves_their_own_change_with_a_comment_only(
    shared_service: ServicePage, superuser: User, log_in: LogIn
) -> None:
    page, client = changed(shared_service, superuser), log_in(superuser)
    state = in_workflow(page)
    assert "tulis alasan" in told(approve(client, page, state))
    approve(client, page, state, comment="Mendesak.")
    assert public(page).product == page.product
    assert AuditEntry.objects.filter(after__override_reason="Mendesak.").exists()


@pytest.mark.parametrize("reason", ["", " ", "\u200b"], ids=["empty", "blank", "invisible"])
def test_a_reason_that_shows_nothing_is_none(shared_service: ServicePage, superuser: User, reason: str) -> None:
    state = in_workflow(changed(shared_service, superuser))
    with pytest.raises(NotPublishable, match="tulis alasan"):
        state.task.specific.on_action(state, superuser, "approve", comment=reason)
    assert public(shared_service).has_unpublished_changes


def test_a_superuser_has_no_reason_to_give_in_bulk(shared_service: ServicePage, superuser: User, log_in: LogIn) -> None:
    said = by_bulk(changed(shared_service, superuser), log_in(superuser), superuser)
    assert "tulis alasan" in said
    assert public(shared_service).has_unpublished_changes


def test_the_system_needs_nobody(shared_service: ServicePage, author: User) -> None:
    page = changed(shared_service, author)
    page.get_latest_revision().publish()
    assert Publication.objects.filter(page=page).first().published_by_id is None  # type: ignore[union-attr]


def test_an_incomplete_page_can_be_sent_back(shared_service: ServicePage, author: User, other: User, log_in: LogIn) -> None:
    page = changed(shared_service, author)
    state = in_workflow(page)
    page.product = ""
    page.save_revision(user=author, clean=False)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    log_in(other).post(address, {"comment": "Produk kosong."})
    state.refresh_from_db()
    assert state.status == "rejected"


def test_a_landed_sites_workflow_asks_a_second_person_from_now_on(
    shared_service: ServicePage, author: User, other: User, log_in: LogIn
) -> None:
    step = WorkflowTask.objects.get(task__name="Persetujuan Konten")
    old = GroupApprovalTask.objects.create(name="Persetujuan Konten")
    old.groups.add(Group.objects.get(name=roles.CONTENT_APPROVER))
    WorkflowTask.objects.filter(pk=step.pk).update(task=old)
    page = changed(shared_service, author)
    state = in_workflow(ServicePage.objects.get(pk=page.pk))
    for _ in range(2):
        build_site_tree()
    task = WorkflowTask.objects.get(pk=step.pk).task.specific
    assert isinstance(task, SecondPersonTask)
    assert [group.name for group in task.groups.all()] == [roles.CONTENT_APPROVER]
    approve(log_in(author), page, state)
    assert public(page).has_unpublished_changes
    approve(log_in(other), page, state)
    assert not public(page).has_unpublished_changes


def test_an_editor_sends_in_and_sees_no_button_to_publish(shared_service: ServicePage, log_in: LogIn) -> None:
    editor = make_staff(roles.CONTENT_EDITOR)
    editor.groups.add(shared_service.get_parent().specific.editors.group)
    client = log_in(editor)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[shared_service.pk])).content.decode()
    assert 'name="action-publish"' not in screen
    response = send(client, shared_service, post_data(draft(shared_service), product="X", **EXPLAINED), SUBMIT)
    assert response.status_code == 302
    assert Page.objects.get(pk=shared_service.pk).workflow_in_progress
