"""Model fields that keep personal data unreadable in the database."""

from typing import Any, NoReturn

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull

from core.personal_data import encryption


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python.

    The same text gives another token each time, so no lookup but ``isnull`` can work; each is refused with a sentence that
    says what to use instead. Uniqueness and search go through a second column with
    ``core.personal_data.encryption.keyed_hash``.
    """

    description = "Encrypted text"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return value if value in (None, "") else encryption.decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value in (None, "") else encryption.encrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return IsNull if lookup_name == "isnull" else self._refuse(lookup_name)

    def get_transform(self, lookup_name: str) -> NoReturn:
        self._refuse(lookup_name)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found: list[checks.CheckMessage] = list(super().check(**kwargs))
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error(
                    "An encrypted field can be neither unique nor indexed.",
                    hint="Add a column with core.personal_data.encryption.keyed_hash and make that unique.",
                    obj=self,
                    id="core.E001",
                )
            )
        return found

    def _refuse(self, lookup_name: str) -> NoReturn:
        raise FieldError(
            f"{self.model.__name__}.{self.name} is encrypted and can't be looked up by '{lookup_name}'; "
            "use the column that holds its keyed hash."
        )


def masked_phone(number: str) -> str:
    """``+62812•••••890``: enough to recognise one's own number, too little to call it."""
    return f"{number[:6]}{'•' * (len(number) - 9)}{number[-3:]}"
