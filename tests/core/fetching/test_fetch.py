"""The fetcher against servers on loopback that play the internet, good and bad."""

import gzip
import io
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.fetching.address import Address
from core.fetching.client import Fetched, Limits, fetch
from core.fetching.errors import FetchError, Reason
from tests.factories.web import PUBLIC, Request, Web, speak_tls

HERE = "http://katalog.example"
QUICK = Limits(seconds=1.0)


def get(site: Web, path: str = "/opds", **options: Any) -> tuple[bytes, Fetched]:
    into = io.BytesIO()
    options.setdefault("may_visit", lambda address: True)
    address = path if "://" in path else f"{HERE}{path}"
    fetched = fetch(address, into=into, network=site.network, **options)
    return into.getvalue(), fetched


def refused(site: Web, path: str = "/opds", **options: Any) -> FetchError:
    with pytest.raises(FetchError) as refusal:
        get(site, path, **options)
    assert refusal.value.sentence.endswith(".")
    return refusal.value


def only(*hosts: str) -> Callable[[Address], bool]:
    return lambda address: address.host in hosts and address.has_usual_port


def test_what_lies_at_an_address_is_written(site: Web) -> None:
    site.serve("/opds", "isi", Content_Type="application/atom+xml;profile=opds-catalog", ETag='"a1"')
    body, fetched = get(site)
    assert body == b"isi"
    assert (fetched.etag, fetched.media_type, fetched.size) == ('"a1"', "application/atom+xml", 3)
    [(host, _path, headers)] = site.asked
    assert host == "katalog.example"
    assert {"Cookie", "Authorization"}.isdisjoint(headers)
    assert site.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("by", ["etag", "modified"])
def test_the_same_again_is_not_sent(site: Web, by: str) -> None:
    def answer(request: Request) -> None:
        known = request.headers.get("If-None-Match") == '"a1"' or "If-Modified-Since" in request.headers
        request.reply(b"" if known else b"isi", status=304 if known else 200)

    site.answers["/opds"] = answer
    known = {"etag": '"a1"'} if by == "etag" else {"modified": "Sat, 28 Nov 2026 08:00:00 GMT"}
    body, fetched = get(site, **known)
    assert (body, fetched.is_unchanged) == (b"", True)
    assert get(site)[0] == b"isi"


def test_an_unasked_304_is_no_answer(site: Web) -> None:
    site.serve("/opds", status=304)
    assert refused(site).reason == Reason.STATUS


def test_validators_that_are_too_long_are_not_kept(site: Web) -> None:
    site.serve("/opds", "isi", ETag=f'"{"a" * 300}"')
    assert get(site)[1].etag == ""


def test_a_host_that_is_not_allowed_is_not_even_looked_up(site: Web) -> None:
    refusal = refused(site, may_visit=only("lain.example"))
    assert refusal.reason == Reason.HOST
    assert "Host katalog.example belum diizinkan" in refusal.sentence
    assert site.resolved == site.connected == []


def test_another_port_has_to_be_allowed(site: Web) -> None:
    refusal = refused(site, "http://katalog.example:6379/", may_visit=only("katalog.example"))
    assert "porta 6379" in refusal.sentence
    assert site.connected == []


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:10.0.0.1"], [PUBLIC, "192.168.0.7"]], ids=str
)
def test_a_name_that_points_inside_is_not_visited(site: Web, addresses: list[str]) -> None:
    site.names["katalog.example"] = addresses
    assert refused(site).reason == Reason.INSIDE
    assert site.connected == []


def test_a_name_that_changes_its_mind_changes_nothing(site: Web) -> None:
    """DNS rebinding: the answer that was checked is the one that is connected to, and there is no second question."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    site.names = type("Rebinding", (dict,), {"get": lambda self, host, default: next(answers)})()
    site.serve("/opds", "isi")
    assert get(site)[0] == b"isi"
    assert site.resolved == ["katalog.example"]
    assert site.connected == [(PUBLIC, 80)]


def test_a_second_look_at_a_name_that_now_points_inside_is_refused(site: Web) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    site.names = type("Rebinding", (dict,), {"get": lambda self, host, default: next(answers)})()
    site.redirect("/opds", "/dalam")
    assert refused(site).reason == Reason.INSIDE
    assert site.paths == ["/opds"]


INTO_THE_NETWORK = {
    "loopback": ("http://127.0.0.1/", Reason.ADDRESS),
    "metadata": ("http://169.254.169.254/latest/meta-data/", Reason.ADDRESS),
    "ipv6-loopback": ("http://[::1]/", Reason.ADDRESS),
    "mapped": ("http://[::ffff:127.0.0.1]/", Reason.ADDRESS),
    "decimal": ("http://2130706433/", Reason.ADDRESS),
    "internal-name": ("http://redis/", Reason.ADDRESS),
    "userinfo": ("http://katalog.example@dalam.example/", Reason.ADDRESS),
    "file": ("file:///etc/passwd", Reason.ADDRESS),
    "name-that-points-inside": ("http://dalam.example/", Reason.INSIDE),
    "host-nobody-allowed": ("http://asing.example/", Reason.HOST),
    "port-nobody-allowed": ("http://katalog.example:22/", Reason.HOST),
    "nowhere": ("", Reason.REDIRECTS),
}


@pytest.mark.parametrize(("there", "reason"), INTO_THE_NETWORK.values(), ids=INTO_THE_NETWORK)
def test_a_redirect_is_checked_like_any_address(site: Web, there: str, reason: Reason) -> None:
    site.names["dalam.example"] = ["10.0.0.5"]
    site.redirect("/opds", there)
    assert refused(site, may_visit=only("katalog.example", "dalam.example")).reason == reason
    assert {address for address, _port in site.connected} == {PUBLIC}


def test_redirects_among_allowed_hosts_are_followed_and_the_last_address_is_told(site: Web) -> None:
    for number, status in enumerate((301, 302, 303, 307, 308)):
        site.redirect(f"/{number}", f"http://lain.example/{number + 1}", status)
    site.serve("/5", "isi")
    body, fetched = get(site, "/0")
    assert (body, fetched.address) == (b"isi", "http://lain.example/5")


def test_a_sixth_redirect_ends_it(site: Web) -> None:
    site.redirect("/opds", "/opds")
    assert refused(site).reason == Reason.REDIRECTS
    assert len(site.asked) == 6


@pytest.mark.parametrize(("status", "passes"), [(404, False), (403, False), (204, False), (429, True), (503, True)])
def test_an_answer_without_contents_is_told(site: Web, status: int, passes: bool) -> None:
    site.serve("/opds", status=status)
    refusal = refused(site)
    assert (refusal.reason, refusal.passes) == (Reason.STATUS, passes)
    assert str(status) in refusal.sentence


def test_a_name_nobody_knows_and_a_server_that_is_off(site: Web) -> None:
    site.names["katalog.example"] = []
    assert refused(site).reason == Reason.NAME
    del site.names["katalog.example"]
    site.shutdown()
    site.server_close()
    refusal = refused(site)
    assert (refusal.reason, refusal.passes) == (Reason.UNREACHABLE, True)


def _drip(piece: bytes, before: bytes = b"") -> Callable[[Request], None]:
    def answer(request: Request) -> None:
        request.wfile.write(before)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            request.wfile.write(piece)
            request.wfile.flush()
            time.sleep(0.05)

    return answer


DRIPS = {
    "headers": _drip(b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
    "status-line": _drip(b"H"),
    "hundred-continue": _drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": _drip(b"a", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
    "body-without-length": _drip(b"a", b"HTTP/1.1 200 OK\r\n\r\n"),
    "chunks": _drip(b"1\r\na\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "empty-gzip": _drip(gzip.compress(b""), b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
    "silence": lambda request: time.sleep(3),
}


@pytest.mark.parametrize("answer", DRIPS.values(), ids=DRIPS)
def test_a_server_that_drips_is_cut_off(site: Web, answer: Callable[[Request], None]) -> None:
    site.answers["/opds"] = answer
    started = time.monotonic()
    assert refused(site, limits=QUICK).reason in {Reason.TIME, Reason.BROKEN_OFF}
    assert time.monotonic() - started < 2.5


def test_a_handshake_that_never_ends_is_cut_off(site: Web) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        network = replace(site.network, connect=lambda *where: socket.create_connection(silent.getsockname()[:2]))
        started = time.monotonic()
        with pytest.raises(FetchError) as refusal:
            fetch("https://k.example/", into=io.BytesIO(), may_visit=lambda address: True, limits=QUICK, network=network)
    assert refusal.value.reason == Reason.TIME
    assert time.monotonic() - started < 2.5


def test_a_body_without_end_is_cut_off_by_size(site: Web) -> None:
    def endless(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            request.wfile.write(b"a" * 65_536)

    site.answers["/opds"] = endless
    into = io.BytesIO()
    with pytest.raises(FetchError) as refusal:
        fetch(
            f"{HERE}/opds", into=into, may_visit=lambda address: True, network=site.network, limits=Limits(bytes=1_000_000)
        )
    assert refusal.value.reason == Reason.TOO_LARGE
    assert len(into.getvalue()) <= 1_000_000


def test_what_is_packed_is_unpacked(site: Web) -> None:
    site.serve("/opds", gzip.compress(b"isi" * 100_000), Content_Encoding="gzip")
    assert get(site)[0] == b"isi" * 100_000


def test_a_bomb_is_unpacked_no_further_than_the_limit(site: Web) -> None:
    site.serve("/opds", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    into = io.BytesIO()
    with pytest.raises(FetchError) as refusal:
        fetch(
            f"{HERE}/opds", into=into, may_visit=lambda address: True, network=site.network, limits=Limits(bytes=1_000_000)
        )
    assert refusal.value.reason == Reason.TOO_LARGE
    assert len(into.getvalue()) <= 1_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "gzip,gzip,gzip", "aneh"])
def test_other_packings_were_not_asked_for(site: Web, encoding: str) -> None:
    site.serve("/opds", zlib.compress(b"isi"), Content_Encoding=encoding)
    assert refused(site).reason == Reason.ENCODING


def test_broken_packing_is_told(site: Web) -> None:
    site.serve("/opds", b"bukan gzip sama sekali", Content_Encoding="gzip")
    assert refused(site).reason == Reason.ENCODING


def test_a_body_that_breaks_off_is_not_taken_for_whole(site: Web) -> None:
    site.answers["/opds"] = lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nawal")
    refusal = refused(site)
    assert (refusal.reason, refusal.passes) == (Reason.BROKEN_OFF, True)


NONSENSE = {
    "no-http": b"220 smtp.example ESMTP\r\n",
    "negative-length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "chunk-of-nothing": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nbukan angka\r\n",
    "many-headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    "long-header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_an_error_like_others(site: Web, answer: bytes) -> None:
    site.answers["/opds"] = lambda request: request.wfile.write(answer)
    assert refused(site, limits=QUICK).reason == Reason.BROKEN_OFF


def test_tls_asks_for_the_name_and_trusts_only_that_name(site: Web, tmp_path: Path) -> None:
    wanted = speak_tls(site, tmp_path, name="katalog.example")
    site.serve("/opds", "isi")
    assert get(site, "https://katalog.example/opds")[0] == b"isi"
    assert (wanted, site.connected) == (["katalog.example"], [(PUBLIC, 443)])
    refusal = refused(site, "https://lain.example/opds")
    assert refusal.reason == Reason.CERTIFICATE
    assert wanted[-1] == "lain.example"


def test_a_certificate_nobody_vouches_for_is_refused(site: Web, tmp_path: Path) -> None:
    untrusting = site.tls
    speak_tls(site, tmp_path, name="katalog.example")
    site.tls = untrusting
    assert refused(site, "https://katalog.example/opds").reason == Reason.CERTIFICATE


def test_a_way_back_from_https_to_http_is_not_taken(site: Web, tmp_path: Path) -> None:
    speak_tls(site, tmp_path, name="katalog.example")
    site.redirect("/opds", "http://katalog.example/opds")
    assert refused(site, "https://katalog.example/opds").reason == Reason.REDIRECTS


def test_what_a_sign_of_life_raises_ends_the_fetch(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.fetching.client._BEAT_SECONDS", 0.0)
    site.serve("/opds", b"a" * 200_000)

    def lost() -> None:
        raise KeyError("lease")

    with pytest.raises(KeyError):
        get(site, heartbeat=lost)
