"""Re-encrypts everything under the newest key, so that an old key can be thrown away."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from core.personal_data import encryption
from core.personal_data.fields import EncryptedTextField
from core.registry import Registry

BATCH = 500

_stores: Registry[Callable[[], int]] = Registry("encrypted stores")


def register_encrypted_store(name: str, renew: Callable[[], int]) -> None:
    """Have secrets that lie outside an EncryptedTextField renewed too; ``renew`` returns how many it changed."""
    _stores.register(name, renew)


def renew_all() -> dict[str, int]:
    """Renew every encrypted value; how many changed, by field or store. Safe to stop and run again."""
    changed = {f"{field.model._meta.label}.{field.name}": _renew_field(field) for field in encrypted_fields()}
    return changed | {name: renew() for name, renew in sorted((str(name), renew) for name, renew in _stores.items())}


def encrypted_fields() -> Iterator[EncryptedTextField]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield field


def _renew_field(field: EncryptedTextField) -> int:
    # Cast takes the column out of the field's hands: here the token itself is wanted.
    rows = field.model._base_manager.annotate(token=Cast(F(field.attname), TextField()))
    rows = rows.filter(**{f"{field.attname}__isnull": False}).order_by("pk").only("pk")
    changed, last = 0, None
    while batch := list((rows.filter(pk__gt=last) if last is not None else rows).values_list("pk", "token")[:BATCH]):
        with transaction.atomic():
            changed += sum(_renew_row(rows, field, pk, token) for pk, token in batch)
        last = batch[-1][0]
    return changed


def _renew_row(rows: "models.QuerySet[models.Model]", field: EncryptedTextField, pk: object, token: str) -> int:
    """Only when the row still holds ``token``: a value saved meanwhile is newer and already under the newest key."""
    if not token or encryption.is_current(token):
        return 0
    renewed = Value(encryption.renew(token), output_field=TextField())
    return rows.filter(pk=pk, token=token).update(**{field.attname: renewed})
