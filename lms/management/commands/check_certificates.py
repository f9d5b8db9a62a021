"""Compares each certificate's file with its fingerprint: after a restore, and whenever a disk is in doubt."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.certificates.fingerprints import file_problem
from lms.certificates.models import Certificate


class Command(BaseCommand):
    help = "Membandingkan berkas setiap sertifikat dengan sidik jarinya (SHA-256); hanya membaca."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the number of each certificate whose file is gone or another. Raises CommandError if there is one."""
        checked = wrong = 0
        for certificate in Certificate.objects.exclude(pdf="").order_by("pk").iterator():
            checked += 1
            if problem := file_problem(certificate):
                wrong += 1
                self.stdout.write(f"{certificate.number}: {problem}")
        if wrong:
            raise CommandError(f"{wrong} dari {checked} sertifikat tidak cocok.")
        self.stdout.write(self.style.SUCCESS(f"{checked} sertifikat diperiksa, semuanya cocok."))
