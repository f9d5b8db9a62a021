"""YouTube and Vimeo: which film an address means, told from the address alone. Nothing is looked up."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

_YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/([0-9a-f]{8,16}))?/?")
_SECONDS = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Embed:
    """``player`` is what goes into the frame, ``watch`` where a plain link leads, ``host`` what the page's policy names."""

    provider: str
    player: str
    watch: str

    @property
    def host(self) -> str:
        return "https://" + urlsplit(self.player).netloc


def embed_of(address: str) -> Embed | None:
    """The film behind an address as people copy it; None for any other address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.username or parts.port:
        return None
    host = (parts.hostname or "").lower()
    if host in _YOUTUBE_HOSTS or host == "youtu.be":
        return _youtube(host, parts.path, parse_qs(parts.query))
    if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts.path, parse_qs(parts.query))
    return None


def _youtube(host: str, path: str, query: dict[str, list[str]]) -> Embed | None:
    """The player without cookies, with captions on in Indonesian and no films of others at the end."""
    if host == "youtu.be":
        found = re.fullmatch(r"/([\w-]{11})/?", path)
    elif path == "/watch":
        found = re.fullmatch(r"([\w-]{11})", query.get("v", [""])[0])
    else:
        found = _YOUTUBE_PATH.fullmatch(path)
    if found is None:
        return None
    start = _start(query)
    options = {"cc_load_policy": "1", "cc_lang_pref": "id", "rel": "0", "autoplay": "1"} | (
        {"start": start} if start else {}
    )
    watch = {"v": found[1]} | ({"t": f"{start}s"} if start else {})
    return Embed(
        "YouTube",
        f"https://www.youtube-nocookie.com/embed/{found[1]}?{urlencode(options)}",
        f"https://www.youtube.com/watch?{urlencode(watch)}",
    )


def _start(query: dict[str, list[str]]) -> str:
    """Seconds from ``t=1m30s``, ``t=90`` or ``start=90``; empty when there is none."""
    found = _SECONDS.fullmatch((query.get("t") or query.get("start") or [""])[0])
    if found is None:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(hours * 3600 + minutes * 60 + seconds or "")


def _vimeo(path: str, query: dict[str, list[str]]) -> Embed | None:
    """``dnt`` asks Vimeo not to follow the viewer. A film that isn't listed carries a key in its address."""
    found = _VIMEO_PATH.fullmatch(path)
    if found is None:
        return None
    key = found[2] or query.get("h", [""])[0]
    if key and not re.fullmatch(r"[0-9a-f]{8,16}", key):
        return None
    options = ({"h": key} if key else {}) | {"dnt": "1", "texttrack": "id", "autoplay": "1"}
    return Embed(
        "Vimeo",
        f"https://player.vimeo.com/video/{found[1]}?{urlencode(options)}",
        f"https://vimeo.com/{found[1]}" + (f"/{key}" if key else ""),
    )
