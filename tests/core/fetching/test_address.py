"""Addresses as people and hostile feeds write them."""

import pytest

from core.fetching.address import read_address
from core.fetching.errors import FetchError, Reason
from core.fetching.network import is_public


@pytest.mark.parametrize(
    ("text", "host", "whole"),
    [
        ("https://Katalog.Example/opds", "katalog.example", "https://katalog.example/opds"),
        ("http://katalog.example.:80", "katalog.example", "http://katalog.example/"),
        ("https://katalog.example:8443/a?b=c d".replace(" ", "%20"), "katalog.example", "https://katalog.example:8443/a?b=c%20d"),
        ("https://bücher.example/é#bagian", "xn--bcher-kva.example", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://ＫＡＴＡＬＯＧ。example/", "katalog.example", "https://katalog.example/"),
    ],
    ids=["upper", "dot-and-port", "other-port", "idn", "full-width"],
)  # fmt: skip
def test_an_address_is_read_as_name_servers_know_it(text: str, host: str, whole: str) -> None:
    address = read_address(text)
    assert (address.host, str(address)) == (host, whole)


HOSTILE = {
    "userinfo": "https://katalog.example@127.0.0.1/",
    "userinfo-name": "https://siapa:rahasia@katalog.example/",
    "empty-userinfo": "https://@katalog.example/",
    "backslash": "https://katalog.example\\@127.0.0.1/",
    "decimal": "http://2130706433/",
    "dotted": "http://127.0.0.1/",
    "short": "http://127.1/",
    "hexadecimal": "http://0x7f000001/",
    "hexadecimal-parts": "http://0x7f.0x0.0x0.0x1/",
    "octal": "http://0177.0.0.01/",
    "full-width-digits": "http://１２７.0.0.1/",
    "ideographic-dots": "http://127。0。0。1/",
    "ipv6": "http://[::1]/",
    "mapped": "http://[::ffff:169.254.169.254]/",
    "scope": "http://[fe80::1%25eth0]/",
    "percent-encoded-host": "http://127%2e0%2e0%2e1/",
    "one-label": "http://localhost/",
    "internal-name": "http://redis:6379/",
    "file": "file:///etc/passwd",
    "gopher": "gopher://katalog.example/",
    "no-scheme": "//katalog.example/",
    "newline": "http://katalog.example/\r\nHost: lain",
    "tab-in-scheme": "ht\ttp://katalog.example/",
    "space": "http://katalog.example/a b",
    "port-zero": "http://katalog.example:0/",
    "port-too-large": "http://katalog.example:65536/",
    "port-not-a-number": "http://katalog.example:8o/",
    "no-host": "http:///opds",
    "empty": "",
    "long": f"http://katalog.example/{'a' * 3000}",
    "idn-forbidden": "http://a\u200d.example/",
    "slash-lookalike": "http://katalog.example\u2100.lain/",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_address_with_a_trick_is_refused(text: str) -> None:
    with pytest.raises(FetchError) as refusal:
        read_address(text)
    assert refusal.value.reason == Reason.ADDRESS
    assert not refusal.value.passes


INSIDE = {
    "loopback": "127.0.0.1",
    "private-10": "10.1.2.3",
    "private-172": "172.16.0.1",
    "private-192": "192.168.1.1",
    "cgnat": "100.64.0.1",
    "metadata": "169.254.169.254",
    "this-network": "0.0.0.0",
    "broadcast": "255.255.255.255",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "documentation": "192.0.2.1",
    "benchmark": "198.18.0.1",
    "relay": "192.88.99.1",
    "loopback-6": "::1",
    "unspecified-6": "::",
    "mapped": "::ffff:127.0.0.1",
    "mapped-public": "::ffff:8.8.8.8",
    "compatible": "::127.0.0.1",
    "link-local-6": "fe80::1",
    "link-local-scope": "fe80::1%eth0",
    "scope": "2606:2800::1%eth0",
    "unique-local": "fd00::1",
    "site-local": "fec0::1",
    "multicast-6": "ff02::1",
    "nat64": "64:ff9b::7f00:1",
    "six-to-four": "2002:7f00:1::1",
    "teredo": "2001:0:4136:e378::1",
    "documentation-6": "2001:db8::1",
    "no-address": "katalog.example",
}


@pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE)
def test_what_is_not_the_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:2800:21f:cb07::1"])
def test_what_is_the_internet_is_public(address: str) -> None:
    assert is_public(address)
