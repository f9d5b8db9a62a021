"""Compile our message catalogues: ``locale/<language>/LC_MESSAGES/*.po`` → ``.mo`` beside them.

The ``.mo`` files are committed, because a fresh machine has no gettext tools; this command needs polib alone.
"""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")


def read_catalogue(source: Path) -> Any:
    """The parsed ``.po``. Raises CommandError when it holds the same message twice or loses or invents a placeholder."""
    try:
        import polib
    except ImportError:
        raise CommandError("polib belum terpasang: pasang requirements-dev.txt terlebih dahulu.") from None
    try:
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
    except (OSError, ValueError) as error:
        raise CommandError(f"{source} tidak dapat dibaca: {error}") from None
    for entry in catalogue.translated_entries():
        check_placeholders(source, entry)
    return catalogue


def check_placeholders(source: Path, entry: Any) -> None:
    """A translation names exactly the placeholders of its plural form, or of its single form when it has no other."""
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        if set(PLACEHOLDER.findall(text)) != wanted:
            raise CommandError(f"{source} baris {entry.linenum}: tanda pengganti tidak sama dengan aslinya: {entry.msgid}")


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Kompilasi katalog terjemahan (.po menjadi .mo)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="jangan menulis; gagal bila .mo tidak sesuai dengan .po")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                self.compile(source, check)

    def compile(self, source: Path, check: bool) -> None:
        """Write the ``.mo`` of one ``.po``, or with ``check`` refuse one that is missing or out of date."""
        catalogue = read_catalogue(source)
        target = source.with_suffix(".mo")
        binary = catalogue.to_binary()
        if not check:
            target.write_bytes(binary)
            self.stdout.write(f"{target}: {len(catalogue.translated_entries())} pesan")
        elif not target.exists() or target.read_bytes() != binary:
            raise CommandError(f"{target} tidak sesuai dengan {source.name}; jalankan manage.py compile_locale.")
