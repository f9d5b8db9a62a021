"""``manage.py setup_site``: after ``migrate``, and after every update."""

from typing import Any

from django.core.management.base import BaseCommand

from core.operations.services import set_up_site


class Command(BaseCommand):
    help = "Menyiapkan peran, halaman induk, dan haknya. Aman diulang; yang sudah diubah petugas tidak disentuh."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in set_up_site():
            self.stdout.write(line)
