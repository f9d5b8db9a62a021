"""Words of drawn covers stay where they belong, in whichever serif the reader's device has."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from elibrary.cataloguing.covers import HEIGHT, WIDTH, drawn_cover
from tests.e2e.conftest import PageFactory

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SERIFS = ("DejaVu Serif", "Noto Serif", "Liberation Serif")
MEASURE = """() => [...document.querySelectorAll("svg")].map(svg => ({
  label: [...svg.querySelectorAll("rect")].some(rect => rect.getAttribute("width") === "248"),
  boxes: [...svg.querySelectorAll("text")].map(text => text.getBBox())
    .map(box => [box.x, box.y, box.x + box.width, box.y + box.height]),
}))"""


def texts(value: Any) -> Iterator[str]:
    """Every text in a file of data, as titles of 1 to 200 characters: service names, steps, regulations, sentences."""
    if isinstance(value, str) and 1 <= len(value) <= 200:
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from texts(each)


def real_titles() -> list[str]:
    found: dict[str, None] = {}
    for name in ("cms/standards/data/services-2024.json", "elibrary/demo/standar-pelayanan-2024.json"):
        found |= dict.fromkeys(texts(json.loads((ROOT / name).read_text())))
    return list(found)


def test_five_hundred_titles_stay_inside(browser_page: PageFactory) -> None:
    titles = real_titles()
    assert len(titles) >= 500
    covers = [drawn_cover(title=title, author=titles[-at][:60], ddc="334").decode() for at, title in enumerate(titles)]
    page = browser_page()
    for serif in SERIFS:
        page.set_content("".join(covers).replace("Georgia,'Noto Serif','Liberation Serif',serif", f"'{serif}',serif"))
        for title, drawn in zip(titles, page.evaluate(MEASURE), strict=True):
            left, right = (34, WIDTH - 34) if drawn["label"] else (16, WIDTH - 8)
            assert drawn["boxes"], title
            for x, y, right_edge, bottom in drawn["boxes"]:
                assert left <= x < right_edge <= right, (serif, title)
                assert 0 <= y < bottom <= HEIGHT, (serif, title)
            for above, below in zip(drawn["boxes"], drawn["boxes"][1:], strict=False):
                assert above[3] <= below[1] + 8, (serif, title)
