"""Makes the groups in the database agree with what the code says a role may do."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from core.audit.services import audit_log
from core.people.roles import role_permissions

# Groups that Wagtail's own migrations create, with rights over the whole page tree: a second, unnamed set of roles.
FRAMEWORK_GROUPS = ("Moderators", "Editors")


class UnknownPermission(LookupError):
    """A role names a permission that no installed app has."""


@transaction.atomic
def sync_roles() -> list[str]:
    """Create missing groups, add missing permissions, take away the rest; the names of the groups that changed.

    Permissions on pages and collections are rows of Wagtail's own and stay as they are; Wagtail's sample groups go unless
    somebody is in them. Raises UnknownPermission.
    """
    Group.objects.filter(name__in=FRAMEWORK_GROUPS, user__isnull=True).delete()
    known = {
        f"{row.content_type.app_label}.{row.codename}": row for row in Permission.objects.select_related("content_type")
    }
    return [name for name, wanted in role_permissions().items() if _sync(name, wanted, known)]


def _sync(name: str, wanted: set[str], known: dict[str, Permission]) -> bool:
    if missing := wanted - known.keys():
        raise UnknownPermission(f"{name}: {', '.join(sorted(missing))}")
    group, created = Group.objects.get_or_create(name=name)
    names_by_id = {row.pk: label for label, row in known.items()}
    held = {names_by_id[pk] for pk in group.permissions.values_list("pk", flat=True)}
    if held == wanted and not created:
        return False
    group.permissions.set(known[label] for label in wanted)
    audit_log.record(
        actor=None,
        action="core.role.synced",
        subject=group,
        before={"permissions": sorted(held)},
        after={"permissions": sorted(wanted)},
    )
    return True
