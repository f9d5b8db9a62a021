"""``manage.py import_catalogue``: what it prints, what it changes, how it ends."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from core.imports.models import ImportRun
from core.sandbox.verdict import Reason, failure
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.services.imports import catalogue_upload
from elibrary.formats.records import Extracted, Problem
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import KOPI, Reader, book

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> dict[str, Any]:
    """The last line that the command prints."""
    out = StringIO()
    call_command("import_catalogue", str(path), "--publisher", "balai-pustaka", "--json", *options, stdout=out)
    return dict(json.loads(out.getvalue().splitlines()[-1]))


@pytest.fixture
def path(reader: Reader, tmp_path: Path) -> Path:
    bad = Extracted(4, None, (Problem(4, "X-1", "Judul tidak ada.", is_refusal=True),))
    path = tmp_path / "katalog.csv"
    path.write_bytes(reader.file_of([KOPI, book(1), bad]))
    return path


def test_it_tells_in_one_line_what_came_of_each_record(path: Path) -> None:
    told = {
        "format": "csv",
        "total": 3,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": 1,
        "problems": [{"line": 4, "record": "X-1", "message": "Judul tidak ada."}],
    }
    assert run(path) == told
    assert run(path) == told | {"created": 0, "unchanged": 2}
    assert (Offer.objects.count(), Publisher.objects.get().slug) == (2, "balai-pustaka")


def test_a_dry_run_tells_the_same_and_writes_neither_offer_nor_publisher(path: Path) -> None:
    assert run(path, "--dry-run")["created"] == 2
    assert not Offer.objects.exists()
    assert not Publisher.objects.exists()
    assert ImportRun.objects.get().state == ImportRun.State.CHECKED


@pytest.mark.parametrize(("publisher", "state"), [("balai-pustaka", "checked"), ("lain", "checking")])
def test_a_check_of_the_same_file_for_the_same_publisher_is_finished_first(path: Path, publisher: str, state: str) -> None:
    other = catalogue_upload(file=ContentFile(path.read_bytes(), name="k.csv"), publisher=publisher, by=None)
    assert run(path)["created"] == 2
    other.refresh_from_db()
    assert other.state == state
    assert set(Offer.objects.values_list("publisher__slug", flat=True)) == {"balai-pustaka"}


def test_people_read_sentences(path: Path) -> None:
    out = StringIO()
    call_command("import_catalogue", str(path), "--publisher", "balai-pustaka", stdout=out)
    assert out.getvalue().splitlines() == [
        "Baris 4, X-1: Judul tidak ada.",
        "3 rekaman (csv): 2 baru, 0 berubah, 0 sama, 1 ditolak.",
    ]


@pytest.mark.parametrize("content", [None, b"", b"MZ\x00\x00"])
def test_it_fails_only_when_the_file_can_not_be_read_at_all(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "katalog.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        run(path)
    assert error.value.returncode == 1


def test_a_file_whose_content_is_refused_says_why_and_ends_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sandbox.parent.run", lambda *args, **named: failure(Reason.BROKEN))
    path = tmp_path / "katalog.xml"
    path.write_bytes(b"<?xml version='1.0'?><a>")
    with pytest.raises(CommandError, match="rusak") as error:
        run(path)
    assert error.value.returncode == 1


def test_a_publisher_code_is_checked_before_anything_is_read(path: Path) -> None:
    with pytest.raises(CommandError, match="kode penerbit"):
        call_command("import_catalogue", str(path), "--publisher", "Balai Pustaka!")
