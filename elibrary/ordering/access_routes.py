"""How an edition is reached when its file isn't stored here: on which platform and when, or on paper. Rules alone."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from elibrary.ordering.models.line import OrderLine

Route = OrderLine.Route
ELSEWHERE = (Route.EXTERNAL, Route.PRINT)
_PLATFORMS = {"kubuku": "KUBUKU"}
"""A part of the host name → what people call the platform."""


@dataclass(frozen=True)
class AccessRoute:
    """One way to an edition. ``copies``: licences of a platform, or copies on paper. ``url`` is empty when none is safe."""

    route: str
    copies: int
    url: str = ""
    platform: str = ""
    host: str = ""
    opens_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_coming: bool = False
    is_over: bool = False

    @property
    def is_external(self) -> bool:
        return self.route == Route.EXTERNAL

    @property
    def tag(self) -> str:
        return f"Di {self.platform}" if self.is_external else "Buku cetak"


def is_safe(url: str) -> bool:
    """Only https addresses, which can't be changed in transit."""
    return url.startswith("https://") and bool(host_of(url))


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def platform_of(url: str) -> str:
    """The common name of a platform, else its host."""
    host = host_of(url)
    return next((_PLATFORMS[part] for part in host.split(".") if part in _PLATFORMS), host) or "platform luar"


def access_routes_of(lines: Iterable[OrderLine], *, today: dt.date) -> list[AccessRoute]:
    """What ``lines`` open, each way once with all its copies: those that can be used now first, those that are over last.

    Each line has in ``gone`` how many of its copies have left the collection.
    """
    found: dict[AccessRoute, int] = {}
    for line in lines:
        way = _route(line, today)
        found[way] = found.get(way, 0) + line.copies - line.gone  # type: ignore[attr-defined]
    ways = [replace(way, copies=copies) for way, copies in found.items()]
    return sorted(ways, key=lambda way: (way.is_over, way.is_coming, not way.is_external))


def months_later(start: dt.date, months: int) -> dt.date:
    """The last day of a term of so many months that begins on ``start``."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    same_day = dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    return same_day - dt.timedelta(days=1)


def _route(line: OrderLine, today: dt.date) -> AccessRoute:
    """``copies`` is counted by the caller. Print copies have no term."""
    if line.route == Route.PRINT:
        return AccessRoute(Route.PRINT, 0)
    opens_on = max(filter(None, (line.starts_on, line.embargo_until)), default=None)
    return AccessRoute(
        Route.EXTERNAL,
        0,
        url=line.external_url if is_safe(line.external_url) else "",
        platform=platform_of(line.external_url),
        host=host_of(line.external_url),
        opens_on=opens_on,
        ends_on=line.ends_on,
        is_coming=opens_on is not None and opens_on > today,
        is_over=line.ends_on is not None and line.ends_on < today,
    )
