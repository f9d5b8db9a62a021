"""Who takes which step of an order, as the office has decided it."""

from typing import Any

from django.db import models
from django.db.models import Q

from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN

DUTIES = ("submit", "approve", "send")
"""Each is a permission too ("elibrary.approve_order"), which limits the roles that the policy may name."""


def _librarian() -> list[str]:
    return [LIBRARIAN]


def _analyst() -> list[str]:
    return [CURRICULUM_ANALYST]


class OrderPolicy(models.Model):
    """Separation of duties: one row for the whole library; without it the defaults below hold.

    The decree staffs this service with two, a pustakawan and a curriculum analyst: one buys, the other approves.
    ``needs_two_people``: users can't approve what they created or submitted.
    """

    needs_two_people = models.BooleanField("perlu dua orang", default=True)
    submit_roles: Any = models.JSONField("yang menyusun dan mengajukan", default=_librarian)
    approve_roles: Any = models.JSONField("yang menyetujui", default=_analyst)
    send_roles: Any = models.JSONField("yang mengirim, menerima, dan menutup", default=_librarian)
    changed_at = models.DateTimeField("berubah", auto_now=True)

    class Meta:
        verbose_name = "aturan pesanan"
        verbose_name_plural = "aturan pesanan"
        default_permissions = ("change", "view")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="elibrary_order_policy_one_row")]

    def __str__(self) -> str:
        return "Aturan pesanan"

    @classmethod
    def current(cls) -> "OrderPolicy":
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def roles_for(self, duty: str) -> list[str]:
        return list(getattr(self, f"{duty}_roles"))
