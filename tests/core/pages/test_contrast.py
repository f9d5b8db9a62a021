"""Text stands out at 7:1 (WCAG 2.2, 1.4.6) and edges of controls at 3:1 (1.4.11), in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"
_COLOUR = re.compile(r"--color-([a-z-]+):\s*#([0-9a-f]{6});")

GROUNDS = ("ground", "surface", "sand")
TEXT_PAIRS = [
    *[(text, ground) for text in ("text", "text-quiet", "action", "action-strong", "error") for ground in GROUNDS],
    *[(text, "field") for text in ("text", "text-quiet")],
    *[(text, "action-soft") for text in ("action", "action-strong")],
    *[("on-action", ground) for ground in ("action", "action-strong")],
    *[(text, band) for text in ("on-band", "on-band-quiet", "accent-text") for band in ("band", "band-deep")],
    *[(tone, f"{tone}-soft") for tone in ("info", "success", "warning", "error")],
    ("on-accent", "accent"),
    ("on-accent", "focus"),
]
EDGE_PAIRS = [
    *[("field-edge", ground) for ground in (*GROUNDS, "field")],
    *[("action", ground) for ground in GROUNDS],
    ("accent", "band"),
    ("focus", "focus-edge"),
]


def _themes() -> dict[str, dict[str, str]]:
    light, rest = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    dark = rest.split("@media print")[0]
    base = dict(_COLOUR.findall(light))
    return {"light": base, "dark": base | dict(_COLOUR.findall(dark))}


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(theme: str, one: str, other: str) -> float:
    colours = _themes()[theme]
    darker, lighter = sorted((_luminance(colours[one]), _luminance(colours[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_seven_to_one(theme: str, text: str, ground: str) -> None:
    assert _contrast(theme, text, ground) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_and_focus_stand_out_three_to_one(theme: str, edge: str, ground: str) -> None:
    assert _contrast(theme, edge, ground) >= 3
