"""What the library holds about a person, for "Data saya", its copy and the erasure."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from elibrary.wishes.models import Wish


class WishData(PersonalDataProvider):
    """A wish is retained for the library; its asker is erased with the account."""

    key = "usulan-buku"
    label = "Buku yang Anda usulkan"
    purpose = "Supaya pustakawan tahu buku apa yang dicari, dan dapat mengabari Anda."
    retention = "Sampai akun dihapus. Sesudah itu judulnya tetap di daftar, tanpa alasan dan tanpa nama Anda."
    models = ("elibrary.Wish",)
    correct_url_name = "elibrary:wishes"

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return [RowCount("Usulan buku", Wish.objects.filter(asked_by_id=user.pk), "%d judul")]

    def export(self, user: AbstractBaseUser) -> Any:
        return [
            {
                "judul": wish.title,
                "pengarang": wish.author,
                "isbn": wish.isbn13,
                "alasan": wish.reason,
                "diusulkan": wish.created_at,
                "keadaan": wish.get_state_display(),
                "jawaban": wish.answer,
            }
            for wish in Wish.objects.filter(asked_by_id=user.pk)
        ]

    def erase(self, user: AbstractBaseUser) -> None:
        Wish.objects.filter(asked_by_id=user.pk).update(reason="", asked_by=None)
