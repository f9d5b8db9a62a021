"""What the broker of files promises to whoever reads while another writes."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty

import pytest
from celery import current_app
from kombu import Connection
from kombu.exceptions import ChannelError

from core.jobs.file_broker import ABANDONED_AFTER, Channel, Transport


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    with connection(tmp_path) as opened:
        yield opened.channel()


def connection(folder: Path) -> Connection:
    (folder / "queue").mkdir(exist_ok=True)
    options = {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
    }
    return Connection("filesystem://localhost", transport=Transport, transport_options=options)


def at_the_rename(monkeypatch: pytest.MonkeyPatch, look: Callable[[], object]) -> None:
    """Call ``look`` whenever a written file is about to get its name."""
    rename = Path.replace

    def replace(source: Path, target: Path) -> Path:
        look()
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_the_site_uses_it(settings) -> None:
    assert settings.CELERY_BROKER_TRANSPORT == "core.jobs.file_broker:Transport"
    with current_app.connection_for_write() as opened:
        if settings.CELERY_BROKER_URL.startswith("filesystem:"):
            assert isinstance(opened.transport, Transport)


def test_a_reader_sees_a_message_whole_or_not_at_all(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look() -> None:
        with pytest.raises(Empty):
            channel._get("kerja")
        seen.append(True)

    at_the_rename(monkeypatch, look)
    channel._put("kerja", {"isi": "é"})
    assert seen
    assert channel._get("kerja") == {"isi": "é"}
    with pytest.raises(Empty):
        channel._get("kerja")


@pytest.mark.parametrize("content", [b"", b'{"isi": ', b"\xff\xfe"], ids=["empty", "half", "no-text"])
def test_what_cannot_be_read_is_dropped_and_the_next_is_given(
    channel: Channel, tmp_path: Path, content: bytes, caplog
) -> None:
    (tmp_path / "queue" / "0_a.kerja.msg").write_bytes(content)
    channel._put("kerja", {"isi": 1})
    assert channel._get("kerja") == {"isi": 1}
    assert "could not be read" in caplog.text
    assert list((tmp_path / "queue").iterdir()) == []


def test_many_writers_and_a_reader_lose_nothing(tmp_path: Path) -> None:
    def write(first: int) -> None:
        with connection(tmp_path) as opened:
            for number in range(first, first + 200):
                opened.channel()._put("kerja", number)

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 200, 400)]
    for writer in writers:
        writer.start()
    got = []
    with connection(tmp_path) as opened:
        reader = opened.channel()
        while any(writer.is_alive() for writer in writers) or reader._size("kerja"):
            try:
                got.append(reader._get("kerja"))
            except Empty:
                continue
    assert sorted(got) == list(range(600))


def test_a_full_disk_leaves_no_half_message(channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    at_the_rename(monkeypatch, full)
    with pytest.raises(ChannelError, match="No space left"):
        channel._put("kerja", {"isi": 1})
    assert list((tmp_path / "queue").iterdir()) == []


def test_two_who_bind_at_the_same_moment_are_both_in_the_table(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel._queue_bind("kerja", "satu", "", "kerja")
    seen = []
    at_the_rename(monkeypatch, lambda: seen.append([line[0] for line in channel.get_table("kerja")]))
    starters = [
        threading.Thread(target=connection(tmp_path).channel()._queue_bind, args=("kerja", key, "", "kerja"))
        for key in ("dua", "tiga", "dua")
    ]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert sorted(line[0] for line in channel.get_table("kerja")) == ["dua", "satu", "tiga"]
    assert all("satu" in table for table in seen)


def test_a_table_that_an_older_release_left_empty_is_written_anew(channel: Channel, tmp_path: Path) -> None:
    (tmp_path / "control").mkdir()
    (tmp_path / "control" / "kerja.exchange").write_bytes(b"")
    channel._queue_bind("kerja", "satu", "", "kerja")
    assert [line[0] for line in channel.get_table("kerja")] == ["satu"]


def abandoned(folder: Path, *, seconds: float) -> Path:
    """A file that somebody began to write that long ago."""
    folder.mkdir(exist_ok=True)
    file = folder / ".7c5d.part"
    file.write_bytes(b'{"isi": ')
    os.utime(file, (time.time() - seconds,) * 2)
    return file


@pytest.mark.parametrize("folder", ["queue", "control"])
def test_a_reader_clears_away_what_a_killed_writer_left_an_hour_ago(channel: Channel, tmp_path: Path, folder: str) -> None:
    left = abandoned(tmp_path / folder, seconds=ABANDONED_AFTER + 60)
    channel._put("kerja", {"isi": 1})
    assert left.exists()
    assert channel._get("kerja") == {"isi": 1}
    assert not left.exists()


def test_a_young_unfinished_file_stays(channel: Channel, tmp_path: Path) -> None:
    left = abandoned(tmp_path / "queue", seconds=ABANDONED_AFTER - 60)
    with pytest.raises(Empty):
        channel._get("kerja")
    assert left.exists()


def test_a_reader_looks_for_unfinished_files_once_an_hour(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> None:
        with pytest.raises(Empty):
            channel._get("kerja")

    look()
    left = abandoned(tmp_path / "queue", seconds=ABANDONED_AFTER + 60)
    look()
    assert left.exists()
    later = time.monotonic() + ABANDONED_AFTER
    monkeypatch.setattr(time, "monotonic", lambda: later)
    look()
    assert not left.exists()


def test_a_writer_that_takes_hours_keeps_its_file(channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def hours_later() -> None:
        (unfinished,) = (tmp_path / "queue").glob(".*.part")
        os.utime(unfinished, (time.time() - 3 * ABANDONED_AFTER,) * 2)
        with connection(tmp_path) as opened, pytest.raises(Empty):
            opened.channel()._get("kerja")
        seen.append(unfinished.exists())

    at_the_rename(monkeypatch, hours_later)
    channel._put("kerja", {"isi": 1})
    assert seen == [True]
    assert channel._get("kerja") == {"isi": 1}


def test_a_file_that_cannot_be_removed_ends_no_reader(
    channel: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    abandoned(tmp_path / "queue", seconds=ABANDONED_AFTER + 60)
    monkeypatch.setattr(Path, "unlink", forbidden)
    channel._put("kerja", {"isi": 1})
    assert channel._get("kerja") == {"isi": 1}
