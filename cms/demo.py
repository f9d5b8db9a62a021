"""Where the demo editors of ``make run`` may write: the first in two units, each other one in the next, and nowhere else."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction

from cms.models.unit_editors import UnitEditors
from core import roles


@transaction.atomic
def seed_editors() -> Iterable[str]:
    """Idempotent; leaves alone an editor who has a unit already. Lines that say who writes where."""
    groups = [editors.group for editors in UnitEditors.objects.select_related("group").order_by("unit__path")]
    shares = [groups[:2], *([group] for group in groups[2:])]
    people = get_user_model()._default_manager.filter(is_demo=True, groups__name=roles.CONTENT_EDITOR).order_by("pk")
    lines = []
    for person, share in zip(people, shares, strict=False):
        if not person.groups.filter(pk__in=[group.pk for group in groups]).exists():
            person.groups.add(*share)
        lines.append(f"{person}: {', '.join(group.name for group in share)}.")
    return lines
