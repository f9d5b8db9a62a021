"""The two ways out: ask for the addresses of a name, connect to one. Tests put others in their place."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from core.fetching.errors import FetchError, Reason

# Everything that is public in IPv6 lies in 2000::/3; NAT64 and IPv4-mapped addresses don't. Parts of it don't count either:
# they hold an IPv4 address (6to4, Teredo), or belong to nobody (protocol assignments, documentation).
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC = [
    ipaddress.ip_network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.88.99.0/24")
]


def is_public(address: str) -> bool:
    """Whether the address leads out of every network that isn't the internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.version == 6 and (parsed.scope_id or parsed not in _PUBLIC_IPV6):
        return False
    is_excluded = any(parsed.version == network.version and parsed in network for network in _NOT_PUBLIC)
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved and not is_excluded


def resolve(host: str, port: int) -> Sequence[str]:
    """How long this may take is said by resolv.conf. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def connect(address: str, port: int, timeout: float) -> socket.socket:
    """To a numeric address: nothing is asked of a name server any more. Raises OSError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect((address, port))
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def trusted() -> ssl.SSLContext:
    """The machine's own certificate authorities (package ca-certificates)."""
    return ssl.create_default_context()


@dataclass(frozen=True)
class Network:
    resolve: Callable[[str, int], Sequence[str]] = resolve
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: Callable[[], ssl.SSLContext] = trusted

    def addresses(self, host: str, port: int) -> list[str]:
        """All addresses of ``host``, each of them public; a name that also points inside is not visited at all."""
        try:
            found = list(self.resolve(host, port))
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise FetchError(Reason.NAME, f"Nama host {host} tidak ditemukan. Periksa ejaannya.")
        if not all(is_public(address) for address in found):
            raise FetchError(Reason.INSIDE, f"Host {host} menunjuk ke jaringan dalam; alamat seperti itu tidak dibuka.")
        return found
