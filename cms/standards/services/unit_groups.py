"""Groups of editors by work unit: the role gives access to the admin, the unit's group permission to edit its pages.

Page permissions refer to the page, so they follow a moved unit; a copied unit gets its own group.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import GroupPagePermission

from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage
from core.audit.services import audit_log
from core.pages.services import grant_on_page
from core.people import roles

PREFIX = "Editor: "
EDITOR_PERMISSIONS = ("add_page", "change_page")
MAX_NAME_LENGTH = 150  # of a group's name, in characters


def connect() -> None:
    """Keep groups in step with units by signals. Called on startup."""
    post_save.connect(_unit_saved, sender=WorkUnitPage, dispatch_uid="cms.unit_groups.saved")
    post_delete.connect(_editors_removed, sender=UnitEditors, dispatch_uid="cms.unit_groups.removed")


@transaction.atomic
def ensure_group(*, unit: WorkUnitPage) -> Group:
    """The group of ``unit``, created or renamed as needed."""
    editors = UnitEditors.objects.select_related("group").filter(unit=unit).first()
    name = _free_name(unit, editors.group_id if editors is not None else 0)
    if editors is None:
        editors = UnitEditors.objects.create(unit=unit, group=Group.objects.create(name=name))
        audit_log.record(actor=None, action="cms.unit_group.created", subject=editors.group, after={"unit": unit.pk})
    elif editors.group.name != name:
        before = {"name": editors.group.name}
        editors.group.name = name
        editors.group.save(update_fields=["name"])
        audit_log.record(
            actor=None, action="cms.unit_group.renamed", subject=editors.group, before=before, after={"name": name}
        )
    grant_on_page(name, unit, EDITOR_PERMISSIONS)
    return editors.group


@transaction.atomic
def scope_editors(*, index: ServiceIndexPage) -> None:
    """Create the groups of all units and remove the role's permission on the whole index.

    If the role had that permission, its members join the groups of all units; an administrator removes those in excess.
    """
    groups = [ensure_group(unit=unit) for unit in WorkUnitPage.objects.filter(alias_of=None).order_by("path")]
    everywhere = GroupPagePermission.objects.filter(group__name=roles.CONTENT_EDITOR, page_id=index.pk)
    if not everywhere.exists():
        return
    role = Group.objects.get(name=roles.CONTENT_EDITOR)
    for editor in get_user_model()._default_manager.filter(groups=role):
        editor.groups.add(*groups)
    everywhere.delete()
    audit_log.record(actor=None, action="cms.editors.scoped", subject=role, after={"groups": [group.pk for group in groups]})


def _free_name(unit: WorkUnitPage, own: int) -> str:
    """ "Editor: <unit>", with a number appended if the name is taken."""
    wanted = f"{PREFIX}{unit.title}"[: MAX_NAME_LENGTH - 5]
    taken = set(Group.objects.filter(name__startswith=wanted).exclude(pk=own).values_list("name", flat=True))
    names = (wanted if number == 1 else f"{wanted} ({number})" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _unit_saved(*, instance: WorkUnitPage, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Skips aliases, fixtures (``raw``) and saves without ``title``, such as those of drafts."""
    if instance.alias_of_id is None and not kwargs.get("raw") and (update_fields is None or "title" in update_fields):
        ensure_group(unit=instance)


def _editors_removed(*, instance: UnitEditors, **kwargs: object) -> None:
    Group.objects.filter(pk=instance.group_id).delete()
