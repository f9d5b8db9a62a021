"""What must be so before anything starts."""

import shutil
import socket
from collections import namedtuple

import pytest

from core.operations import serve


def test_a_taken_port_is_refused_with_the_next_one_to_try():
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serve.CannotServe, match=f"PORT={port + 1}"):
            serve.check_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_by_name():
    with pytest.raises(serve.CannotServe, match=r"192\.0\.2\.1 tidak ada"):
        serve.check_port("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("bind", "listens", "opens"),
    [
        ("127.0.0.1", "127.0.0.1:8000", "http://localhost:8000"),
        ("0.0.0.0", "0.0.0.0:8000", "http://localhost:8000"),
        ("192.0.2.1", "192.0.2.1:8000", "http://192.0.2.1:8000"),
        ("2001:db8::1", "[2001:db8::1]:8000", "http://[2001:db8::1]:8000"),
    ],
)
def test_the_site_listens_where_bind_says_and_the_printed_address_opens_it(tmp_path, bind, listens, opens):
    assert f"--bind {listens} " in serve.commands(bind=bind, port=8000, state=tmp_path)["web"]
    assert serve.local_address(bind, 8000) == opens


def test_a_folder_that_can_not_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(serve.CannotServe, match="tidak dapat ditulisi"):
        serve.check_disk(tmp_path / "file" / "state")


def test_a_nearly_full_disk_is_refused_before_anything_is_half_written(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10**12, 10**12, 5 * 2**20))
    with pytest.raises(serve.CannotServe, match="tinggal 5 MB"):
        serve.check_disk(tmp_path)


def test_a_second_copy_on_the_same_folder_is_refused(tmp_path):
    with serve.only_one(tmp_path), pytest.raises(serve.CannotServe, match="Salinan lain"), serve.only_one(tmp_path):
        pass
    with serve.only_one(tmp_path):
        pass


def test_every_process_is_started_with_its_state_folder(tmp_path):
    assert set(serve.commands(bind="127.0.0.1", port=8000, state=tmp_path)) == {"web", "worker", "beat"}
    assert serve.environment(tmp_path)["SIJAWARA_VAR"] == str(tmp_path)
