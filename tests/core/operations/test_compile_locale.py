"""The committed catalogues are what the sources compile to, and a damaged source is refused."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path, settings: Any) -> Path:
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "id/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEADER + 'msgid "Delete %(title)s"\nmsgstr "Hapus %(title)s"\n', encoding="utf-8")
    return source


def test_the_committed_catalogues_are_up_to_date() -> None:
    call_command("compile_locale", check=True)


def test_a_catalogue_is_compiled_beside_its_source(source: Path) -> None:
    call_command("compile_locale", verbosity=0)
    assert b"Hapus %(title)s" in source.with_suffix(".mo").read_bytes()
    call_command("compile_locale", check=True)


def test_a_change_without_compiling_is_noticed(source: Path) -> None:
    call_command("compile_locale")
    source.write_text(source.read_text(encoding="utf-8").replace("Hapus", "Buang"), encoding="utf-8")
    with pytest.raises(CommandError, match="tidak sesuai"):
        call_command("compile_locale", check=True)


def test_a_lost_placeholder_is_refused(source: Path) -> None:
    source.write_text(source.read_text(encoding="utf-8").replace("Hapus %(title)s", "Hapus"), encoding="utf-8")
    with pytest.raises(CommandError, match="tanda pengganti"):
        call_command("compile_locale")


def test_a_message_written_twice_is_refused(source: Path) -> None:
    source.write_text(source.read_text(encoding="utf-8") + '\nmsgid "Delete %(title)s"\nmsgstr "Buang %(title)s"\n')
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("compile_locale")
