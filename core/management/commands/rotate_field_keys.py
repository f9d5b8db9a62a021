from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.personal_data.encryption import UnreadableValue
from core.personal_data.services import renew_all


class Command(BaseCommand):
    help = "Menyandikan ulang semua data pribadi dengan kunci pertama di FIELD_ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = renew_all()
        except UnreadableValue as error:
            raise CommandError(
                f"{error} Kunci lama harus tetap tercantum di FIELD_ENCRYPTION_KEYS sampai selesai."
            ) from None
        for name, count in changed.items():
            self.stdout.write(f"{name}: {count} nilai disandikan ulang")
        self.stdout.write("Selesai. Kunci lama kini boleh dihapus dari FIELD_ENCRYPTION_KEYS.")
