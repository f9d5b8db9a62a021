from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.operations.services import set_up_site
from core.setup_steps import demo_seeds


class Command(BaseCommand):
    help = "Mengisi situs dengan contoh untuk dicoba: akun, halaman, kelas, buku. Aman dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Contoh tidak boleh diisikan di sini. Hanya untuk mencoba: setel SIJAWARA_DEMO=1.")
        set_up_site()
        for seed in demo_seeds:
            for line in seed.run():
                self.stdout.write(line)
