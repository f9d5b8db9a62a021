"""The flow chart is drawn from the list of steps, by measured lines that stay inside their boxes."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from cms.standards.flow_chart import FONT_SIZE, WIDTH, flow_chart, text_width, wrap
from cms.standards.models.service import ServicePage
from tests.cms.builders import publish

LONG = "Melaksanakan monitoring bagi yang telah mendapatkan pembiayaan alternatif dan mengisi formulir survei kepuasan"
SVG = "{http://www.w3.org/2000/svg}"


def test_lines_break_between_words_and_keep_every_one() -> None:
    lines = wrap(LONG, 256)
    assert len(lines) > 2
    assert " ".join(lines) == LONG
    assert all(text_width(line) <= 256 for line in lines)


def test_a_word_longer_than_a_line_is_cut() -> None:
    word = "W" * 60
    lines = wrap(f"Unduh {word}", 256)
    assert "".join(lines) == f"Unduh{word}"
    assert all(text_width(line) <= 256 for line in lines)


def test_letters_without_a_measure_count_as_a_full_square() -> None:
    assert text_width("漢字é") == 3 * FONT_SIZE


def test_boxes_stand_below_one_another_and_hold_their_text() -> None:
    chart = flow_chart([("Mengajukan permohonan", "Pemohon"), (LONG, ""), ("Selesai", "")])
    assert chart is not None
    for above, below, arrow in zip(chart.boxes, chart.boxes[1:], chart.arrows, strict=False):
        assert above.foot == arrow.y < arrow.end < below.y
    for box in chart.boxes:
        assert all(box.y < line.y < box.foot for line in (*box.actor_lines, *box.lines))
    assert chart.boxes[-1].foot < chart.height
    assert len(chart.arrows) == 2


@pytest.mark.parametrize("steps", [[], [("Satu langkah", "")]])
def test_nothing_flows_with_fewer_than_two_steps(steps: list[tuple[str, str]]) -> None:
    assert flow_chart(steps) is None


def drawing(client: Client, service: ServicePage) -> ElementTree.Element:
    page = client.get(service.url).content.decode()
    svg = re.findall(r'<svg class="flow__chart".*?</svg>', page, re.DOTALL)[0]
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_the_chart_has_the_steps_of_the_list_in_order_with_their_actors(client: Client, service: ServicePage) -> None:
    service.procedure = [
        ("step", {"text": "Mengajukan <permohonan> & berkas", "actor": "Pemohon"}),
        ("step", {"text": LONG, "actor": ""}),
    ]
    publish(service)
    svg = drawing(client, service)
    said = [" ".join(line.text or "" for line in text) for text in svg.iter(f"{SVG}text")]
    assert [text for text in said if text] == ["Pemohon", "Mengajukan <permohonan> & berkas", LONG]


def test_the_drawing_is_one_picture_with_a_name_and_no_style_of_its_own(client: Client, service: ServicePage) -> None:
    svg = drawing(client, service)
    assert svg.get("role") == "img"
    title = svg.find(f"{SVG}title")
    assert title is not None
    assert svg.get("aria-labelledby") == title.get("id")
    assert "5 langkah berurutan" in (title.text or "")
    assert svg.get("width") == str(WIDTH)
    assert not any(name in element.attrib for element in svg.iter() for name in ("style", "fill", "stroke", "font-family"))
