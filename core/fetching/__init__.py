"""Fetches what lies at an address that people typed, without letting that address reach into our own network.

Only HTTP(S), only hosts that the Admin allows (``may_visit``), only public addresses. The name is resolved here, every
address is checked, and the connection goes to the one that was checked: a second answer of the name server changes nothing.
Redirects are new addresses and pass all of it again. Time, bytes and redirects have limits (docs/adr/0011).
"""

from core.fetching.address import Address, read_address
from core.fetching.client import Fetched, Limits, fetch
from core.fetching.errors import FetchError, Reason
from core.fetching.hosts import may_visit
from core.fetching.network import Network

__all__ = ["Address", "FetchError", "Fetched", "Limits", "Network", "Reason", "fetch", "may_visit", "read_address"]
