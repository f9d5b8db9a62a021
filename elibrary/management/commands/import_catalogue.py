"""``manage.py import_catalogue PATH --publisher SLUG``: a publisher's catalogue, with a verdict for each record."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from core.files.uploads.checks import UploadRefused
from core.imports.models import ImportRun
from elibrary.catalogue.selectors import Summary, catalogue_summary
from elibrary.catalogue.services.command import catalogue_import_path
from elibrary.formats.extraction import READERS


def publisher_code(text: str) -> str:
    try:
        validate_slug(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError("kode penerbit hanya huruf kecil, angka, dan tanda hubung") from error
    return text.lower()[:80]


class Command(BaseCommand):
    help = "Mengimpor katalog penerbit: ONIX, OPDS, MARC, CSV, atau XLSX. Penerbit yang belum dikenal dicatat."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="berkas katalog")
        parser.add_argument("--publisher", required=True, type=publisher_code, metavar="SLUG", help="kode penerbit")
        parser.add_argument(
            "--format",
            default="auto",
            choices=["auto", *(name for name in READERS if name != "pages")],
            help="bawaan: dikenali dari isinya",
        )
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, tanpa mengubah penawaran")
        parser.add_argument("--json", action="store_true", help="baris terakhir berupa JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = catalogue_import_path(
                path=options["path"], publisher=options["publisher"], format=options["format"], dry_run=options["dry_run"]
            )
        except (OSError, UploadRefused) as error:
            raise self._unreadable(str(error), options) from error
        if run.state == ImportRun.State.REFUSED:
            raise self._unreadable(run.message, options)
        self._tell(catalogue_summary(run, with_problems=True), options)
        if run.message:
            raise CommandError(run.message, returncode=2)

    def _tell(self, summary: Summary, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False))
            return
        for problem in summary.problems:
            self.stdout.write(f"Baris {problem['line']}, {problem['record'] or 'tanpa nomor'}: {problem['message']}")
        self.stdout.write(
            f"{summary.total} rekaman ({summary.format}): {summary.created} baru, {summary.updated} berubah, "
            f"{summary.unchanged} sama, {summary.refused} ditolak."
        )

    def _unreadable(self, sentence: str, options: dict[str, Any]) -> CommandError:
        """The file can't be read at all: the only reason for an exit status of 1."""
        problem = {"line": 0, "record": "", "message": sentence}
        if options["json"]:
            self.stdout.write(json.dumps(Summary("", 0, 0, 0, 0, 0, [problem]).as_json(), ensure_ascii=False))
        return CommandError(sentence, returncode=1)
