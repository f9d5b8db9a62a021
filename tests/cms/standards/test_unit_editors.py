"""Editors write below their own work unit and nowhere else."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.home.demo import seed_editors
from cms.home.services.site_tree import build_site_tree
from cms.standards.models.service import ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage
from core.audit.models import AuditEntry
from core.operations.services import set_up_site
from core.people import roles
from core.people.services import sync_roles
from lms.users.models import User
from tests.factories.lms import UserFactory, make_staff

LogIn = Callable[[User], Client]
NO = "/admin/"


@pytest.fixture
def own(shared_service: ServicePage) -> WorkUnitPage:
    return WorkUnitPage.objects.get(pk=shared_service.get_parent().pk)


@pytest.fixture
def other(own: WorkUnitPage) -> WorkUnitPage:
    return add_unit("Bidang Pembiayaan")


@pytest.fixture
def editor(own: WorkUnitPage) -> User:
    user = make_staff(roles.CONTENT_EDITOR)
    user.groups.add(own.editors.group)
    return user


def add_unit(title: str) -> WorkUnitPage:
    unit = WorkUnitPage(title=title, live=False)
    ServiceIndexPage.objects.get().add_child(instance=unit)
    return WorkUnitPage.objects.get(pk=unit.pk)


def rights(group: Group) -> set[tuple[int, str]]:
    rows = GroupPagePermission.objects.filter(group=group)
    return {(row.page_id, row.permission.codename) for row in rows}


def answer(client: Client, name: str, *args: object) -> int | str:
    response = client.get(reverse(f"wagtailadmin_pages:{name}", args=args))
    return response.headers.get("Location", response.status_code)


def test_every_unit_has_a_group_that_writes_there(own: WorkUnitPage) -> None:
    group = own.editors.group
    assert group.name == f"Editor: {own.title}"
    assert rights(group) == {(own.pk, "add_page"), (own.pk, "change_page")}
    assert not group.permissions.exists()


def test_an_editor_may_write_in_the_own_unit_only(
    own: WorkUnitPage, other: WorkUnitPage, shared_service: ServicePage, editor: User, log_in: LogIn
) -> None:
    foreign = ServicePage(title="Layanan lain", live=False)
    other.add_child(instance=foreign)
    index = own.get_parent()
    client = log_in(editor)
    service = ("cms", "servicepage")
    table = [
        ("edit", (shared_service.pk,), 200),
        ("edit", (own.pk,), 200),
        ("add", (*service, own.pk), 200),
        ("history", (shared_service.pk,), 200),
        ("edit", (foreign.pk,), NO),
        ("edit", (other.pk,), NO),
        ("edit", (index.pk,), NO),
        ("add", (*service, other.pk), NO),
        ("add", ("cms", "workunitpage", index.pk), NO),
        ("delete", (foreign.pk,), NO),
        ("unpublish", (shared_service.pk,), NO),
        ("history", (foreign.pk,), NO),
    ]
    assert [(name, args, answer(client, name, *args)) for name, args, _ in table] == table


def test_a_role_without_a_unit_writes_nowhere(shared_service: ServicePage, log_in: LogIn) -> None:
    assert answer(log_in(make_staff(roles.CONTENT_EDITOR)), "edit", shared_service.pk) == NO


def test_an_editor_can_not_move_a_service_to_another_unit(
    shared_service: ServicePage, other: WorkUnitPage, editor: User, log_in: LogIn
) -> None:
    address = reverse("wagtailadmin_pages:move_confirm", args=[shared_service.pk, other.pk])
    log_in(editor).post(address)
    assert Page.objects.get(pk=shared_service.pk).get_parent().pk != other.pk


def test_a_renamed_unit_renames_its_group_once_it_is_public(own: WorkUnitPage, editor: User) -> None:
    own.title = "UPT Pelatihan dan Pemasaran"
    own.save_revision()
    own.refresh_from_db()
    own.title = "UPT Pelatihan dan Pemasaran"
    own.save_revision().publish()
    assert [group.name for group in editor.groups.exclude(name=roles.CONTENT_EDITOR)] == [
        "Editor: UPT Pelatihan dan Pemasaran"
    ]
    assert AuditEntry.objects.filter(action="cms.unit_group.renamed").count() == 1


def test_a_moved_unit_keeps_its_editors(own: WorkUnitPage, other: WorkUnitPage, editor: User, log_in: LogIn) -> None:
    own.move(other, pos="right")
    page = ServicePage.objects.descendant_of(WorkUnitPage.objects.get(pk=own.pk)).first()
    assert page is not None
    assert answer(log_in(editor), "edit", page.pk) == 200


def test_two_units_of_one_name_have_two_groups(own: WorkUnitPage) -> None:
    twin = add_unit(own.title)
    assert twin.editors.group.name == f"Editor: {own.title} (2)"
    twin.save()
    assert twin.editors.group.name == f"Editor: {own.title} (2)"


def test_a_copied_unit_has_editors_of_its_own(own: WorkUnitPage) -> None:
    copy = own.copy(update_attrs={"title": "Unit baru", "slug": "unit-baru"}, keep_live=False)
    assert UnitEditors.objects.get(unit=copy).group.name == "Editor: Unit baru"
    assert not UnitEditors.objects.get(unit=copy).group.user_set.exists()


def test_a_deleted_unit_takes_its_group_along(other: WorkUnitPage) -> None:
    group = other.editors.group
    Page.objects.get(pk=other.pk).delete()
    assert not Group.objects.filter(pk=group.pk).exists()


def test_a_group_deleted_by_hand_comes_back(own: WorkUnitPage) -> None:
    own.editors.group.delete()
    build_site_tree()
    assert WorkUnitPage.objects.get(pk=own.pk).editors.group.name == f"Editor: {own.title}"


def test_a_landed_sites_editors_keep_working_and_can_be_narrowed(shared_service: ServicePage, own: WorkUnitPage) -> None:
    veteran = make_staff(roles.CONTENT_EDITOR)
    index = ServiceIndexPage.objects.get()
    role = Group.objects.get(name=roles.CONTENT_EDITOR)
    for permission in Permission.objects.filter(codename__in=("add_page", "change_page")):
        GroupPagePermission.objects.create(group=role, page=index.page_ptr, permission=permission)
    set_up_site()
    assert index.pk not in {page for page, _ in rights(role)}
    assert veteran.groups.filter(pk=own.editors.group.pk).exists()
    veteran.groups.remove(own.editors.group)
    set_up_site()
    assert not veteran.groups.filter(pk=own.editors.group.pk).exists()


def test_making_roles_exact_leaves_unit_groups_alone(own: WorkUnitPage) -> None:
    before = rights(own.editors.group)
    sync_roles()
    assert rights(own.editors.group) == before


def test_an_administrator_gives_an_editor_a_unit(own: WorkUnitPage, log_in: LogIn) -> None:
    administrator, editor = make_staff(roles.ADMINISTRATOR), make_staff(roles.CONTENT_EDITOR)
    client, address = log_in(administrator), reverse("wagtailusers_users:edit", args=[editor.pk])
    assert f"Editor: {own.title}" in client.get(address).content.decode()
    groups = [Group.objects.get(name=roles.CONTENT_EDITOR).pk, own.editors.group.pk]
    client.post(address, {"email": editor.email, "full_name": "Endah", "groups": groups, "is_active": "on"})
    assert set(editor.groups.values_list("pk", flat=True)) == set(groups)


def test_each_demo_editor_has_units_and_not_all(own: WorkUnitPage) -> None:
    add_unit("Bidang Pembiayaan")
    add_unit("Bidang Kelembagaan")
    first, second = UserFactory.create_batch(2, is_staff=True, is_demo=True)
    for person in (first, second):
        person.groups.add(Group.objects.get_or_create(name=roles.CONTENT_EDITOR)[0])
    for _ in range(2):
        list(seed_editors())
    units = [
        set(person.groups.filter(name__startswith="Editor: ").values_list("name", flat=True)) for person in (first, second)
    ]
    assert [len(names) for names in units] == [2, 1]
    assert not units[0] & units[1]
