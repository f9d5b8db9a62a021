"""Fills the search index anew from the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.search.engines.current import get_engine
from core.search.protocol import SearchUnavailable
from core.search.registry import SearchProvider
from core.search.services.indexing import rebuild_index

_EVERY = 100


class Command(BaseCommand):
    help = "Isi ulang indeks pencarian dari basis data; indeks lama tetap melayani sampai yang baru selesai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="hanya bila indeks kosong atau tidak dapat dibaca")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and self._usable():
            self.stdout.write("Indeks pencarian siap; tidak ada yang diubah.")
            return
        try:
            count = rebuild_index(progress=self._tell)
        except SearchUnavailable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(self.style.SUCCESS(f"Indeks pencarian selesai: {count} dokumen."))

    def _usable(self) -> bool:
        try:
            return get_engine().check() > 0
        except SearchUnavailable:
            return False

    def _tell(self, provider: SearchProvider, done: int) -> None:
        if done == 1 or done % _EVERY == 0:
            self.stdout.write(f"{provider.label}: {done}")
            self.stdout.flush()
