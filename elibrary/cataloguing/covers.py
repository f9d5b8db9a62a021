"""A cover for a title that has none: a pure function of title, author and subject, drawn as SVG under 2 KB.

The subject gives ground, colours and motif; a hash of title and author gives layout, scale, turn and height, so that the
titles of a shelf differ and each stays the same. Words stand on flat colour or paper, never on the motif. They are fitted by
the widest letters of three common bold serifs, as nobody knows which one the reader's device has.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 300, 424
MAX_BYTES = 2048

_PAPER, _INK, _QUIET_INK = "#fffdf6", "#1d231f", "#454b45"
_SERIF = "Georgia,'Noto Serif','Liberation Serif',serif"
_SANS = "system-ui,Roboto,'Liberation Sans',sans-serif"
_LEADING = 1.15
_SIZES = {40: 4, 36: 4, 32: 5, 28: 5, 24: 5, 20: 6, 17: 7, 15: 8}
"""Sizes of the title in pixels of the drawing, and the most lines of each."""
_AUTHOR_SIZE = 16
_MOST_AUTHOR_LINES = 2
_ELLIPSIS = "…"

# Advance widths in em, rounded up: the widest of DejaVu Serif Bold, Noto Serif Bold and Liberation Serif Bold.
_EM = {
    0.37: " ',./:;\\j",
    0.38: "il",
    0.44: "-f!",
    0.48: "It()[]",
    0.5: "J_`",
    0.53: "*r",
    0.57: '"|sz',
    0.59: "?y",
    0.61: "cv",
    0.65: "aex{}",
    0.67: "o",
    0.7: "$0123456789bdgkpq",
    0.73: "FLSYZhnu",
    0.78: "TPEAVX",
    0.8: "C",
    0.85: "#+<=>R^~B",
    0.88: "GwDKOQU",
    0.95: "&NH",
    1.0: "%@",
    1.06: "m",
    1.13: "MW",
}
_width_of = {letter: width for width, letters in _EM.items() for letter in letters}
_UNKNOWN = 1.4


@dataclass(frozen=True)
class Theme:
    """``ground`` carries paper-white words at 7:1; ``one`` and ``two`` draw the motif on it."""

    ground: str
    one: str
    two: str
    motif: str
    is_upright: bool = False


# Each motif fills a tile of 40 × 40; {a} and {b} are its two colours.
_LEAF = '<path d="M20 20C13 15 13 7 20 2c7 5 7 13 0 18z"/>'
_KAWUNG = (
    '<g fill="{a}">'
    + _LEAF
    + "".join(_LEAF.replace("/>", f' transform="rotate({turn} 20 20)"/>') for turn in (90, 180, 270))
    + '</g><path d="M20 17l3 3-3 3-3-3zM0-3l3 3-3 3-3-3zM40-3l3 3-3 3-3-3z'
    'M0 37l3 3-3 3-3-3zM40 37l3 3-3 3-3-3z" fill="{b}"/>'
)
_CEPLOK = (
    '<circle cx="20" cy="20" r="14" fill="none" stroke="{a}" stroke-width="3"/>'
    '<path d="M20 11q2 7 9 9-7 2-9 9-2-7-9-9 7-2 9-9z" fill="{b}"/>'
    '<path d="M0-6l6 6-6 6-6-6zM40-6l6 6-6 6-6-6zM0 34l6 6-6 6-6-6zM40 34l6 6-6 6-6-6z" fill="{a}"/>'
)
_PARANG = (
    '<g fill="none" stroke="{a}" stroke-width="6"><path d="M-12 32Q6 28 9 12T28-12M8 52Q26 48 29 32T48 8"/></g>'
    '<path d="M2 2l4 4-4 4-4-4zM22 22l4 4-4 4-4-4zM38 38l4 4-4 4-4-4z" fill="{b}"/>'
)
_ANYAMAN = '<path d="M1 4h18v12H1zM21 24h18v12H21z" fill="{a}"/><path d="M24 1h12v18H24zM4 21h12v18H4z" fill="{b}"/>'
_TRUNTUM = (
    '<path d="M20 6v9M20 25v9M6 20h9M25 20h9M10 10l6 6M24 24l6 6M30 10l-6 6M16 24l-6 6" '
    'stroke="{a}" stroke-width="2.5" stroke-linecap="round"/><circle cx="20" cy="20" r="3.5" fill="{b}"/>'
    '<path d="M0-3l3 3-3 3-3-3zM40-3l3 3-3 3-3-3zM0 37l3 3-3 3-3-3zM40 37l3 3-3 3-3-3z" fill="{b}"/>'
)
_TUMPAL = (
    '<path d="M0 20L10 3l10 17zM20 20L30 3l10 17z" fill="{a}"/><path d="M5 20l5-9 5 9zM25 20l5-9 5 9z" fill="{b}"/>'
    '<path d="M-10 40L0 23l10 17zM10 40l10-17 10 17zM30 40l10-17 10 17z" fill="{b}"/>'
)
_LACI = (
    '<path d="M1 2h23v16H1zM16 22h23v16H16z" fill="{a}"/><path d="M27 2h12v16H27zM1 22h12v16H1z" fill="{b}"/>'
    '<path d="M9 9h7v2H9zM24 29h7v2h-7z" fill="#fffdf6"/>'
)
_PUCUK = (
    '<path d="M20 39V14" stroke="{a}" stroke-width="2"/><path d="M20 30C9 29 6 22 6 16c8 0 14 5 14 14zM20 30c11-1 14-8 14-14'
    '-8 0-14 5-14 14z" fill="{a}"/><path d="M20 16c-5-4-5-9 0-14 5 5 5 10 0 14z" fill="{b}"/>'
)

_THEMES = {
    "koperasi": Theme("#0b5137", "#f2b544", "#dfeadb", _KAWUNG),
    "keuangan": Theme("#1b4668", "#e2ecf2", "#9cc7df", _CEPLOK),
    "pemasaran": Theme("#83301d", "#f8e3d8", "#f4c069", _PARANG),
    "kemasan": Theme("#6b3d05", "#f2b544", "#f7dfae", _ANYAMAN),
    "kerajinan": Theme("#4b3020", "#d9a05b", "#f3e4d2", _TRUNTUM),
    "perizinan": Theme("#27335f", "#e7c27a", "#e6e8f3", _TUMPAL, is_upright=True),
    "administrasi": Theme("#1f4d50", "#e0eeeb", "#a6d3c8", _LACI),
    "kewirausahaan": Theme("#66213f", "#f7e4e4", "#f2b09a", _PUCUK, is_upright=True),
}

# The longest that fits wins: 658.8 before 658.
_DDC = {
    **dict.fromkeys(("334",), "koperasi"),
    **dict.fromkeys(("332", "336", "657", "658.15"), "keuangan"),
    **dict.fromkeys(("381", "382", "658.8", "659"), "pemasaran"),
    **dict.fromkeys(("641", "642", "663", "664", "688.8", "658.56"), "kemasan"),
    **dict.fromkeys(("677", "73", "74"), "kerajinan"),
    **dict.fromkeys(("34", "35", "608"), "perizinan"),
    **dict.fromkeys(("338", "650", "658", "658.0", "658.1", "658.4"), "kewirausahaan"),
}
_WORDS = {
    "koperasi": "koperasi",
    "keuangan": "uang|modal|akuntansi|pajak|bank|kredit|simpan pinjam",
    "pemasaran": "pasar|jual|iklan|ekspor|pelanggan",
    "kemasan": "kemasan|pangan|makan|minum|kuliner|masak|resep",
    "kerajinan": "kerajinan|kriya|batik|tenun|anyam|ukir",
    "perizinan": "izin|merek|hukum|halal|hak cipta|paten|undang",
    "kewirausahaan": "wirausaha|usaha|bisnis",
}


def theme_of(*, ddc: str, subject: str) -> str:
    """By the first digits of the class number, else by words of the subject heading, else ``administrasi``."""
    for length in range(len(ddc), 1, -1):
        if ddc[:length] in _DDC:
            return _DDC[ddc[:length]]
    lowered = subject.lower()
    return next((name for name, words in _WORDS.items() if re.search(words, lowered)), "administrasi")


def drawn_cover(*, title: str, author: str, ddc: str = "", subject: str = "") -> bytes:
    """The cover as SVG, at most MAX_BYTES. The same words give the same bytes; any text may come in."""
    theme = _THEMES[theme_of(ddc=ddc, subject=subject)]
    digest = hashlib.sha1(f"{title}|{author}".encode(errors="replace"), usedforsecurity=False).digest()
    layout = (_band, _label, _spine, _window)[digest[11] % 4]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        _pattern(theme, digest),
        layout(theme, digest, _clean(title), _clean(author)),
        _rect(0, 0, 7, HEIGHT, "#000", opacity=".16"),
        "</svg>",
    ]
    drawn = "".join(parts).encode()
    assert len(drawn) <= MAX_BYTES
    return drawn


def _clean(text: str) -> str:
    """One line without characters that XML or a cover can't hold."""
    kept = "".join(
        letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or letter.isspace()
    )
    return " ".join(kept.split())


def _pattern(theme: Theme, digest: bytes) -> str:
    scale = (1, 1.35, 1.8)[digest[1] % 3]
    turn = 0 if theme.is_upright else (0, 45, 90)[digest[3] % 3]
    one, two = (theme.two, theme.one) if digest[2] % 2 else (theme.one, theme.two)
    drawing = theme.motif.format(a=one, b=two)
    return (
        '<defs><pattern id="m" width="40" height="40" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn}) scale({scale})">{drawing}</pattern></defs>'
    )


def _band(theme: Theme, digest: bytes, title: str, author: str) -> str:
    """The motif above, paper below."""
    height = (168, 206, 244)[digest[4] % 3]
    return (
        _rect(0, 0, WIDTH, HEIGHT, _PAPER)
        + _rect(0, 0, WIDTH, height, theme.ground)
        + _rect(0, 0, WIDTH, height, "url(#m)")
        + _rect(0, height, WIDTH, 8, theme.one)
        + _words(title, author, x=24, top=height + 22, width=252, ink=_INK, quiet=_QUIET_INK)
    )


def _label(theme: Theme, digest: bytes, title: str, author: str) -> str:
    """A paper label on the motif."""
    top = (56, 76, 96)[digest[4] % 3]
    return (
        _rect(0, 0, WIDTH, HEIGHT, theme.ground)
        + _rect(0, 0, WIDTH, HEIGHT, "url(#m)")
        + _rect(26, top, 248, 300, _PAPER)
        + _rect(26, top, 248, 6, theme.one)
        + _words(title, author, x=42, top=top + 22, width=216, ink=_INK, quiet=_QUIET_INK, bottom=top + 284)
    )


def _spine(theme: Theme, digest: bytes, title: str, author: str) -> str:
    """A strip of the motif at the spine, words on the ground."""
    return (
        _rect(0, 0, WIDTH, HEIGHT, theme.ground)
        + _rect(0, 0, 66, HEIGHT, "url(#m)")
        + _rect(66, 0, 5, HEIGHT, theme.one)
        + _words(title, author, x=90, top=40, width=192, ink=_PAPER, quiet=_PAPER)
    )


def _window(theme: Theme, digest: bytes, title: str, author: str) -> str:
    """The motif in a round window below the title; the author on a plain foot."""
    radius = (96, 104, 112)[digest[4] % 3]
    return (
        _rect(0, 0, WIDTH, HEIGHT, theme.ground)
        + f'<circle cx="206" cy="300" r="{radius}" fill="url(#m)" stroke="{theme.one}" stroke-width="5"/>'
        + _rect(0, 364, WIDTH, 60, theme.ground)
        + _rect(0, 0, WIDTH, 180, theme.ground)
        + _words(title, author, x=24, top=24, width=252, ink=_PAPER, quiet=_PAPER, title_bottom=180)
    )


def _rect(x: float, y: float, width: float, height: float, fill: str, *, opacity: str = "") -> str:
    more = f' opacity="{opacity}"' if opacity else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{more}/>'


def _words(
    title: str,
    author: str,
    *,
    x: float,
    top: float,
    width: float,
    ink: str,
    quiet: str,
    bottom: float = HEIGHT - 18,
    title_bottom: float | None = None,
) -> str:
    """The title from ``top``, the author's last line above ``bottom``."""
    by, _ = _wrapped(author, width / _AUTHOR_SIZE, most=_MOST_AUTHOR_LINES)
    step = _AUTHOR_SIZE * 1.25
    by_top = bottom - step * len(by)
    size, lines = fitted(title, width=width, height=(title_bottom or by_top - 10) - top)
    return _text(
        lines, x, top + size * 0.95, size * _LEADING, f'font-family="{_SERIF}" font-weight="700"', size, ink
    ) + _text(by, x, by_top + _AUTHOR_SIZE, step, f'font-family="{_SANS}"', _AUTHOR_SIZE, quiet)


def _text(lines: Sequence[str], x: float, y: float, step: float, face: str, size: int, ink: str) -> str:
    if not lines:
        return ""
    spans = "".join(
        f'<tspan x="{x}" y="{y + step * at:.0f}">{escape(line, quote=False)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text {face} font-size="{size}" fill="{ink}">{spans}</text>'


def fitted(text: str, *, width: float, height: float) -> tuple[int, list[str]]:
    """The largest size at which all of ``text`` fits without a word being split, else the smallest, with "…" at its end."""
    size, lines = 0, list[str]()
    for size, most in _SIZES.items():
        lines, is_whole = _wrapped(text, width / size, most=min(most, int(height // (size * _LEADING))))
        if is_whole:
            break
    return size, lines


def _wrapped(text: str, width: float, *, most: int) -> tuple[list[str], bool]:
    """``text`` in lines of ``width`` em, and whether it is all there.

    A word that is wider, and whatever comes after ``most`` lines, ends in "…".
    """
    lines: list[str] = []
    is_whole = True
    for word in text.split():
        line = f"{lines[-1]} {word}" if lines else word
        if lines and _em(line) <= width:
            lines[-1] = line
        elif len(lines) == most:
            lines[-1], is_whole = _cut(line, width), False
            break
        elif _em(word) <= width:
            lines.append(word)
        else:
            lines.append(_cut(word, width))
            is_whole = False
    return lines, is_whole


def _cut(line: str, width: float) -> str:
    room = width - _em(_ELLIPSIS)
    while line and _em(line) > room:
        line = line[:-1]
    return line.rstrip(" ,;:.–-") + _ELLIPSIS


def _em(text: str) -> float:
    """Width in em. A letter with marks is as wide as its base; what isn't Latin counts as the widest."""
    return sum(_width_of.get(letter, _UNKNOWN) for letter in _bases(text))


def _bases(text: str) -> str:
    plain = text.translate(_SIMILAR)
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


_SIMILAR = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "n", "—": "%", "…": "%", "·": ".", "•": "o"})
