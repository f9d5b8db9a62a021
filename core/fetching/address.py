"""A web address taken apart, strictly: what browsers and libraries would read differently is refused.

A host is a name, never a number: 127.0.0.1 is also 2130706433, 0x7f.1, 0177.0.0.1 and １２７。1 to one library or another.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from core.fetching.errors import FetchError, Reason

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 2000
_NEVER = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True)
class Address:
    """``host`` is in letters of ASCII (xn--…), lower case; ``target`` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def has_usual_port(self) -> bool:
        return self.port == PORTS[self.scheme]

    def __str__(self) -> str:
        port = "" if self.has_usual_port else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.target}"


def read_address(text: str) -> Address:
    """Raises FetchError."""
    if len(text) > MOST_CHARACTERS or _NEVER.search(text):
        raise _refused("Alamat ini memuat spasi atau tanda yang tidak boleh ada, atau terlalu panjang.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refused("Ini bukan alamat web yang sah.") from None
    if parts.scheme not in PORTS:
        raise _refused("Alamat harus berawalan https:// atau http://.")
    if "@" in parts.netloc:
        raise _refused("Alamat tidak boleh memuat nama pengguna atau kata sandi.")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Address(parts.scheme, read_host(parts.netloc, port), port or PORTS[parts.scheme], target)


def read_host(netloc: str, port: int | None = None) -> str:
    """The name before the port, as name servers know it. Raises FetchError."""
    name = netloc if port is None else netloc.rpartition(":")[0]
    name = name.removesuffix(":").removesuffix(".")
    if port == 0 or not name or any(sign in name for sign in "[]:%/@"):
        raise _refused("Alamat harus menyebut nama host, misalnya katalog.penerbit.co.id, bukan angka.")
    try:
        host = idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
    except UnicodeError:
        raise _refused("Nama host pada alamat ini tidak sah.") from None
    labels = host.split(".")
    if len(labels) < 2 or _NUMBER.fullmatch(labels[-1]):
        raise _refused("Alamat harus menyebut nama host lengkap, misalnya katalog.penerbit.co.id, bukan angka.")
    return host


def _refused(sentence: str) -> FetchError:
    return FetchError(Reason.ADDRESS, sentence)
