"""``manage.py publish_scheduled``: what beat does every minute, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from core.publishing.services.schedule import schedule_due


class Command(BaseCommand):
    """Stands in for Wagtail's command of this name, which stops at the first page that is refused."""

    help = "Terbitkan dan tarik halaman yang waktunya sudah tiba, masing-masing sebagai pekerjaan latar."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Halaman yang waktunya sudah tiba: {schedule_due()}.")
