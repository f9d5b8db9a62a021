"""A log line is JSON, carries the request id, and names nobody."""

import json
import logging
from urllib.parse import quote

import pytest
from cryptography.fernet import Fernet
from django.core import signing
from django.test import RequestFactory
from django_guid import clear_guid, set_guid

from core.operations.logs import JsonLines, mask


def line(message: str, *args: object, exc_info: object = None, **extra: object) -> dict[str, object]:
    record = logging.getLogger("uji").makeRecord("uji", logging.WARNING, "x.py", 1, message, args, exc_info, extra=extra)
    return json.loads(JsonLines().format(record))


def test_a_line_says_when_who_what_and_for_which_request() -> None:
    set_guid("c0ffee")
    try:
        told = line("halo %s", "dunia", job="41c638dc")
    finally:
        clear_guid()
    assert told.pop("time").endswith("+00:00")
    assert told == {"level": "WARNING", "logger": "uji", "message": "halo dunia", "request_id": "c0ffee", "job": "41c638dc"}


def test_the_request_object_is_left_out(rf: RequestFactory) -> None:
    told = line("Not Found", request=rf.get("/cari/?q=siti"), params=("siti",), status_code=404)
    assert "siti" not in json.dumps(told)
    assert told["status_code"] == 404


def test_a_trace_that_quotes_a_row_is_masked() -> None:
    try:
        raise ValueError("Key (email)=(siti@example.id) already exists")
    except ValueError as error:
        told = line("gagal", exc_info=(type(error), error, error.__traceback__))
    assert "siti@example.id" not in json.dumps(told)
    assert "ValueError" in str(told["exc_info"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("surat ke siti.aminah+x@mail.example.id.", "surat ke [surel]."),
        ("/akun/?e=siti%40example.id", "/akun/?[kueri]"),
        ("NIK 3515086203990001", "NIK [nik]"),
        ("telepon 0812-3456-7890 dan +62 812 3456 7890", "telepon [telepon] dan +62 812 3456 7890"),
        ("telepon +6281234567890", "telepon [telepon]"),
        ("GET /cari/?q=kopi%20luwak HTTP/1.1", "GET /cari/?[kueri] HTTP/1.1"),
        ("/akun/reset/3-d0tjn1-0123456789abcdef0123456789abcdef/", "/akun/reset/3-[token]/"),
        ("2026-11-29T08:04:02.644132+00:00 a:b:c 12:30:45", "2026-11-29T08:04:02.644132+00:00 a:b:c 12:30:45"),
        ("postgres://sijawara:rahasia@db/x", "postgres://[sandi]@db/x"),
        ("redis://:rahasia@db/0", "redis://[sandi]@db/0"),
        (
            "job 41c638dc-0817-49dd-81b3-0bf05d189a2c in 0.0812345678 s",
            "job 41c638dc-0817-49dd-81b3-0bf05d189a2c in 0.0812345678 s",
        ),
        ("apa kabar? baik", "apa kabar? baik"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_masks_keys_of_mailed_links() -> None:
    """Made here, not in the list above: each has the second in it, and test processes must find tests of one name."""
    assert mask(f"GET /akun/undangan/{signing.dumps([12, 'x'])}/ HTTP/1.1") == "GET /akun/undangan/[token]/ HTTP/1.1"
    packed = quote(signing.dumps(["x" * 200], compress=True))
    assert mask(f"/akun/undangan/{packed}/") == "/akun/undangan/[token]/"
    encrypted = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
    assert mask(f"/kelas/pengingat/{encrypted}/") == "/kelas/pengingat/[token]/"
