"""What an editor may type into a standard's typed parts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.standards.blocks import ComplaintChannelBlock, DurationSpanBlock
from cms.standards.durations import iso_range, span_text


def span(**values: Any) -> dict[str, Any]:
    return {"label": "", "minimum": None, "maximum": None, "unit": "", "words": "", **values}


@pytest.mark.parametrize(
    ("values", "text", "iso"),
    [
        (span(minimum=1, maximum=3, unit="hour"), "1–3 jam", ("PT1H", "PT3H")),
        (span(maximum=2, unit="month"), "2 bulan", ("P2M", "P2M")),
        (span(label="Proses Pendaftaran", maximum=25, unit="minute"), "Proses Pendaftaran: 25 menit", ("PT25M", "PT25M")),
        (span(label="Pelaksanaan", words="Sesuai dengan Permohonan"), "Pelaksanaan: Sesuai dengan Permohonan", None),
        (span(), "", None),
    ],
)
def test_durations_in_words_and_for_machines(values: dict[str, Any], text: str, iso: tuple[str, str] | None) -> None:
    assert span_text(values) == text
    assert iso_range(values) == iso


@pytest.mark.parametrize(
    "values",
    [
        span(),
        span(minimum=1),
        span(maximum=3),
        span(minimum=4, maximum=3, unit="day"),
        span(maximum=3, unit="day", words="Sesuai"),
    ],
)
def test_a_duration_is_numbers_with_a_unit_or_words(values: dict[str, Any]) -> None:
    block = DurationSpanBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(values))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//jahat.example", "tanpa-garis", "data:text/html,x"])
def test_a_channel_leads_to_this_site_or_a_web_address(url: str) -> None:
    block = ComplaintChannelBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"name": "Kanal", "url": url}))
