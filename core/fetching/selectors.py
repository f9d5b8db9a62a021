"""Which hosts may be visited: the rows of ``AllowedHost``."""

from core.fetching.address import Address
from core.fetching.models import AllowedHost


def may_visit(address: Address) -> bool:
    """Looked up anew each time: a host that the Admin has taken away is not visited any more, amid a feed either."""
    host = AllowedHost.objects.filter(host=address.host).first()
    return host is not None and (address.has_usual_port or address.port == host.port)
