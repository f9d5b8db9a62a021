from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.demo import demo_seeds
from core.services.site_setup import set_up_site


class Command(BaseCommand):
    help = "Mengisi situs dengan contoh untuk dicoba: akun, halaman, kelas, buku. Aman dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("Contoh tidak boleh diisikan di sini. Hanya untuk mencoba: setel SIJAWARA_DEMO=1.")
        set_up_site()
        for seed in demo_seeds:
            for line in seed.run():
                self.stdout.write(line)
