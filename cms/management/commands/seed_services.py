"""``manage.py seed_services``: the service standards of the decree, without touching what editors have changed."""

from django.core.management.base import BaseCommand, CommandError

from cms.home.services.site_setup import seed_site
from cms.standards.imports.records import BrokenDataFile


class Command(BaseCommand):
    help = "Membuat halaman standar pelayanan dari keputusan. Halaman yang sudah ada tidak diubah; perbedaannya dilaporkan."

    def handle(self, *args: object, **options: object) -> None:
        try:
            lines = seed_site()
        except BrokenDataFile as error:
            raise CommandError(f"Berkas data rusak: {error}") from error
        for line in lines:
            self.stdout.write(line)
