from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.people.services import UnknownPermission, sync_roles


class Command(BaseCommand):
    help = "Menyamakan peran petugas (grup) dan haknya dengan yang tertulis di kode. Aman dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = sync_roles()
        except UnknownPermission as error:
            raise CommandError(f"Hak tidak dikenal. {error}") from None
        self.stdout.write("Peran diperbarui: " + ", ".join(changed) if changed else "Peran sudah sesuai.")
