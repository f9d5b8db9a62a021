"""Money and dates are written as Indonesians write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.documents.formatting import rupiah, tanggal
from core.templatetags.site import named, said


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (25000, "Rp25.000"),
        (Decimal("1250000.50"), "Rp1.250.001"),
        ("0", "Rp0"),
        (-500, "-Rp500"),
        (None, ""),
        ("", ""),
        ("gratis", ""),
        (float("inf"), ""),
    ],
)
def test_money_is_written_with_dots_and_without_a_space(value: object, written: str) -> None:
    assert rupiah(value) == written


def test_a_day_is_written_in_words() -> None:
    assert tanggal(date(2026, 11, 24)) == "24 November 2026"
    assert tanggal(None) == ""


def test_a_late_evening_in_london_is_the_next_day_in_surabaya() -> None:
    assert tanggal(datetime(2026, 8, 16, 22, 0, tzinfo=UTC)) == "17 Agustus 2026"


@pytest.mark.parametrize(
    ("error", "label", "told"),
    [
        ("Tulis angka.", "Usia", "Usia: Tulis angka."),
        ("Pilih satu jawaban.", "Isi pelajaran mudah saya pahami.", "Isi pelajaran mudah saya pahami: Pilih satu jawaban."),
        ("Isi nama lengkap.", "Nama lengkap", "Isi nama lengkap."),
        ("Centang persetujuan ini.", "Saya setuju " * 20, "Centang persetujuan ini."),
        ("Coba lagi.", None, "Coba lagi."),
    ],
)
def test_an_error_away_from_its_field_names_it_once(error: str, label: str | None, told: str) -> None:
    assert named(error, label) == told


def test_what_was_said_has_links_and_paragraphs_and_no_markup_of_its_own() -> None:
    text = "Bawa <b>KTP</b>.\n\nBaca https://example.id/a?b=1&c=2"
    for _ in range(2):
        told = said(text)
        assert "<p>Bawa &lt;b&gt;KTP&lt;/b&gt;.</p>" in told
        assert '<a href="https://example.id/a?b=1&amp;c=2" rel="nofollow">' in told
    assert "<p>" not in said(text, "line")
