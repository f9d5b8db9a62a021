"""Files that publishers leave in a folder: taken when whole, once, and never lost."""

import os
from pathlib import Path

import pytest

from core.imports.models import ImportRun
from elibrary.sources.inbox.folder import FolderInbox
from elibrary.sources.models import CatalogueSource, SourceFile
from tests.elibrary.sources.conftest import Killed
from tests.factories.catalogue import work
from tests.factories.sources import again, look, minutes_pass, names_in, table, taken_from

pytestmark = pytest.mark.django_db


def test_a_file_becomes_an_import_that_waits_for_staff(folder_source: CatalogueSource, shared: Path) -> None:
    (shared / "katalog.csv").write_bytes(table(1, 2))
    first = look(folder_source)
    assert (first.result, first.message) == ("nothing", "Ada berkas yang ditunggu sampai selesai ditulis.")
    minutes_pass(folder_source)
    check = look(folder_source)
    assert (check.result, check.message, check.taken) == ("found", "1 katalog diambil.", 1)
    work()
    run = ImportRun.objects.get()
    assert (run.state, run.options["publisher"], run.file_name) == ("checked", "balai-pustaka", "katalog.csv")
    assert run.lines.filter(verdict="new").count() == 2
    assert names_in(shared) == []
    [kept] = names_in(shared / "selesai")
    assert kept == f"katalog-{run.sha256[:16]}.csv"
    assert (shared / "selesai" / kept).read_bytes() == table(1, 2)


def test_a_file_that_still_grows_is_left_alone(folder_source: CatalogueSource, shared: Path) -> None:
    path = shared / "katalog.csv"
    path.write_bytes(table(1))
    look(folder_source)
    minutes_pass(folder_source)
    path.write_bytes(table(1, 2))
    assert look(folder_source).result == "nothing"
    minutes_pass(folder_source)
    assert look(folder_source).taken == 1
    assert ImportRun.objects.get().file.size == len(table(1, 2))


def test_a_file_that_changes_while_it_is_copied_is_left_alone(
    folder_source: CatalogueSource, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shared / "katalog.csv"
    path.write_bytes(table(1))
    look(folder_source)
    minutes_pass(folder_source)
    copy = FolderInbox.copy

    def copy_and_write(self: FolderInbox, *where: object) -> bool:
        with path.open("ab") as more:
            more.write(b"K-2;Lagi;;;\n")
        return copy(self, *where)

    monkeypatch.setattr(FolderInbox, "copy", copy_and_write)
    assert look(folder_source).result == "nothing"
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", [".katalog.csv", "katalog.csv.part", "katalog.FILEPART", "~katalog.csv"])
def test_a_name_for_what_is_not_whole_is_no_file(folder_source: CatalogueSource, shared: Path, name: str) -> None:
    (shared / name).write_bytes(table(1))
    assert taken_from(folder_source).message == "Tidak ada yang baru."
    assert names_in(shared) == [name]


def test_the_same_contents_are_taken_once_under_any_name(folder_source: CatalogueSource, shared: Path) -> None:
    for name in ("satu.csv", "dua.csv"):
        (shared / name).write_bytes(table(1))
        taken_from(folder_source)
        work()
    assert ImportRun.objects.count() == SourceFile.objects.count() == 1
    assert names_in(shared) == []
    assert len(names_in(shared / "selesai")) == 2


def test_the_same_name_with_other_contents_is_another_catalogue(folder_source: CatalogueSource, shared: Path) -> None:
    for number in (1, 2):
        (shared / "katalog.csv").write_bytes(table(number))
        taken_from(folder_source)
        work()
    assert ImportRun.objects.count() == 2
    assert len(names_in(shared / "selesai")) == 2


def test_a_file_that_is_no_catalogue_is_told_and_put_aside_and_stops_no_other(
    folder_source: CatalogueSource, shared: Path
) -> None:
    (shared / "a.pdf").write_bytes(b"%PDF-1.7 buku")
    (shared / "b.csv").write_bytes(b"")
    (shared / "c.csv").write_bytes(table(1))
    check = taken_from(folder_source)
    assert check.taken == 1
    assert "a.pdf ditolak: Isi berkas ini bukan" in check.message
    assert "b.csv ditolak: Berkas ini kosong." in check.message
    assert len(names_in(shared / "ditolak")) == 2
    assert SourceFile.objects.exclude(problem="").count() == 2
    assert look(folder_source).message == "Tidak ada yang baru."


def test_links_and_what_is_no_plain_file_are_left(folder_source: CatalogueSource, shared: Path, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.csv"
    secret.write_bytes(table(9))
    (shared / "tautan.csv").symlink_to(secret)
    (shared / "folder").symlink_to(tmp_path)
    (shared / "keras.csv").hardlink_to(secret)
    os.mkfifo(shared / "pipa.csv")
    (shared / "anak").mkdir()
    (shared / "anak" / "katalog.csv").write_bytes(table(1))
    check = taken_from(folder_source)
    assert check.message == "Tidak ada yang baru. 4 tautan atau berkas khusus dilewati."
    assert not SourceFile.objects.exists()
    assert secret.exists()


def test_a_file_that_turns_into_a_link_is_not_followed(shared: Path, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.csv"
    secret.write_bytes(table(9))
    (shared / "katalog.csv").write_bytes(table(1))
    inbox = FolderInbox(shared.parent, shared.name)
    [file] = inbox.waiting()
    (shared / "katalog.csv").unlink()
    (shared / "katalog.csv").symlink_to(secret)
    with (tmp_path / "salinan").open("wb") as target:
        assert not inbox.copy(file, target)
    assert (tmp_path / "salinan").read_bytes() == b""
    assert not inbox.put_away(file, sha256="0" * 64, is_refused=False)
    assert (shared / "katalog.csv").is_symlink()


@pytest.mark.parametrize("aside", ["selesai", "ditolak"])
def test_nothing_is_moved_through_a_link(shared: Path, tmp_path: Path, aside: str) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    (shared / aside).symlink_to(elsewhere)
    (shared / "katalog.csv").write_bytes(table(1))
    inbox = FolderInbox(shared.parent, shared.name)
    [file] = inbox.waiting()
    assert not inbox.put_away(file, sha256="0" * 64, is_refused=aside == "ditolak")
    assert names_in(shared) == ["katalog.csv"]
    assert names_in(elsewhere) == []


def test_a_folder_that_is_a_link_is_not_opened(folder_source: CatalogueSource, shared: Path, tmp_path: Path) -> None:
    shared.rename(tmp_path / "asli")
    shared.symlink_to(tmp_path / "asli")
    check = look(folder_source)
    assert check.result == "failed"
    assert "adalah tautan atau berkas" in check.message


def test_places_that_are_not_there_are_told(folder_source: CatalogueSource, shared: Path, settings: object) -> None:
    shared.rmdir()
    assert "Folder balai-pustaka belum ada" in look(folder_source).message
    shared.parent.rmdir()
    assert "tidak dapat dibuka" in look(folder_source).message
    settings.CATALOGUE_FOLDER = None
    assert "CATALOGUE_FOLDER" in look(folder_source).message
    assert folder_source.failures == 3


def test_a_file_that_can_not_be_moved_is_still_taken_once(
    folder_source: CatalogueSource, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shared / "katalog.csv").write_bytes(table(1))
    monkeypatch.setattr("os.rename", lambda *args, **options: (_ for _ in ()).throw(PermissionError()))
    taken_from(folder_source)
    for _ in range(2):
        assert look(folder_source).message == "Tidak ada yang baru."
    assert ImportRun.objects.count() == 1
    monkeypatch.undo()
    look(folder_source)
    assert names_in(shared) == []


def test_nothing_that_was_put_away_is_overwritten(shared: Path) -> None:
    inbox = FolderInbox(shared.parent, shared.name)
    for content in (b"satu", b"dua"):
        (shared / "katalog.csv").write_bytes(content)
        [file] = inbox.waiting()
        assert inbox.put_away(file, sha256=content.hex() * 8, is_refused=False)
    assert len(names_in(shared / "selesai")) == 2


def test_names_of_any_bytes_and_length_are_taken(folder_source: CatalogueSource, shared: Path) -> None:
    names = [b"katalog\xff.csv", ("k" * 251 + ".csv").encode(), "katalog ‮gpj.csv".encode()]
    for number, name in enumerate(names):
        (shared / os.fsdecode(name)).write_bytes(table(number))
    assert taken_from(folder_source).taken == 3
    assert len(names_in(shared / "selesai")) == 3


def test_an_upload_of_the_same_file_that_is_being_checked_goes_first(folder_source: CatalogueSource, shared: Path) -> None:
    from django.core.files.base import ContentFile

    from elibrary.catalogue.services.imports import catalogue_upload

    catalogue_upload(file=ContentFile(table(1), name="k.csv"), publisher="balai-pustaka", by=None)
    (shared / "katalog.csv").write_bytes(table(1))
    assert taken_from(folder_source).taken == 0
    assert names_in(shared) == ["katalog.csv"]
    work()
    minutes_pass(folder_source)
    assert look(folder_source).taken == 0
    minutes_pass(folder_source)
    assert look(folder_source).taken == 1


@pytest.mark.parametrize("point", ["source.copied", "source.taken", "source.put_away", "job.before_commit"])
def test_a_check_that_is_killed_there_neither_loses_nor_doubles(
    folder_source: CatalogueSource, shared: Path, kill_at: object, point: str
) -> None:
    for number in range(3):
        (shared / f"{number}.csv").write_bytes(table(number))
    look(folder_source)
    minutes_pass(folder_source)
    kill_at(point)
    with pytest.raises(Killed):
        look(folder_source)
    again(folder_source)
    work()
    check = folder_source.checks.first()
    assert (check.result, check.taken) == ("found", 3)
    assert ImportRun.objects.count() == SourceFile.objects.count() == 3
    assert names_in(shared) == []
    assert len(names_in(shared / "selesai")) == 3
    assert folder_source.checks.count() == 2
