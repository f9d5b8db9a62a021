import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from core.audit.models import AuditEntry
from core.people import roles
from core.people.services import UnknownPermission, sync_roles
from tests.factories.lms import UserFactory

pytestmark = pytest.mark.django_db


def held(name: str) -> set[str]:
    rows = Group.objects.get(name=name).permissions.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


def test_every_role_gets_exactly_what_the_code_says():
    sync_roles()
    group = Group.objects.get(name=roles.TRAINER)
    group.permissions.add(Permission.objects.get(codename="delete_user", content_type__app_label="lms"))
    group.permissions.remove(Permission.objects.get(codename="access_admin"))
    assert sync_roles() == [roles.TRAINER]
    assert {role: held(role) for role in roles.ROLES} == roles.role_permissions()


def test_a_second_run_changes_nothing(capsys):
    call_command("sync_roles")
    before = AuditEntry.objects.count()
    call_command("sync_roles")
    assert AuditEntry.objects.count() == before
    assert "Peran sudah sesuai" in capsys.readouterr().out


def test_an_unknown_permission_is_named_and_nothing_is_kept(monkeypatch):
    monkeypatch.setattr("core.people.services.role_permissions", lambda: {roles.TRAINER: {"lms.fly"}})
    with pytest.raises(UnknownPermission, match=r"lms\.fly"):
        sync_roles()
    assert not Group.objects.filter(name=roles.TRAINER).exists()


def test_wagtails_sample_groups_go_unless_somebody_is_in_them():
    Group.objects.get(name="Editors").user_set.add(UserFactory())
    sync_roles()
    assert not Group.objects.filter(name="Moderators").exists()
    assert Group.objects.filter(name="Editors").exists()
