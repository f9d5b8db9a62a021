"""Wrong passwords: counted by account and network, so that nobody else's attempts keep the owner out.

A device from which the account has been used (lms.accounts.known_devices) counts by itself. Attempts from all unknown
devices together are limited as well, against one password tried from many networks; a code or link by mail is never limited
by any of these.
"""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from core.people.counters import Limit
from lms.accounts.known_devices import known_device

_WINDOW = timedelta(minutes=5)
DEVICE = Limit("log-in by device", 5, _WINDOW)
NETWORK = Limit("log-in by network", 5, _WINDOW)
ACCOUNT = Limit("log-in by account", 200, timedelta(hours=1))

Counted = list[tuple[Limit, str]]


@dataclass(frozen=True)
class Attempt:
    """One attempt at the account of ``identifier`` (e-mail address or telephone number)."""

    identifier: str
    counted: Counted
    from_known_device: bool

    def consume(self) -> bool:
        """Count it before the password is compared; False when it must not be compared."""
        return all(limit.consume(subject) for limit, subject in self.counted)

    def give_back(self) -> None:
        """The password was right."""
        for limit, subject in self.counted:
            limit.give_back(subject)


def attempt_from(request: HttpRequest, *, identifier: str) -> Attempt:
    device = known_device(request, identifier=identifier)
    if device:
        return Attempt(identifier, [(DEVICE, f"{identifier}|{device}")], from_known_device=True)
    network = _network(get_adapter().get_client_ip(request))
    counted = [(NETWORK, f"{identifier}|{network}"), (ACCOUNT, identifier)]
    return Attempt(identifier, counted, from_known_device=False)


def _network(address: str) -> str:
    """/24 of IPv4 and /48 of IPv6: what one connection usually gets; a village may share one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))
