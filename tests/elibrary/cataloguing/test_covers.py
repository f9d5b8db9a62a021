"""The cover of a title that has none: the same words always give the same small drawing, and any words may come in."""

import re
import xml.etree.ElementTree as ET

import pytest

from elibrary.cataloguing.covers import MAX_BYTES, drawn_cover, fitted, theme_of

AWKWARD = [
    "A",
    "",
    "Pertanggungjawabanpengurusdanpengawaskoperasisimpanpinjam",
    "“Laku” & Untung <100%> 'Ibu' ]]>",
    "M" * 200,
    "& " * 100,
    "Kata " * 40,
    "Ḥasan Ālī Ŝuryo — Öffentlichkeit",
    "商店経営入門 第二版",
    "Naik kelas 🚀🚀🚀 bersama",
    "\x00\x1b[31m\u202eterbalik\ud800",
]


@pytest.mark.parametrize("title", AWKWARD)
def test_any_title_gives_well_formed_svg_under_two_kilobytes(title: str) -> None:
    for author in ("", "Siti Aminah", title):
        for ddc in ("334", "657", "658.8", "688.8", "746", "346", "651", "658.1"):
            drawn = drawn_cover(title=title, author=author, ddc=ddc)
            assert len(drawn) <= MAX_BYTES
            ET.fromstring(drawn)


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    one = drawn_cover(title="Hitung Modalmu", author="Yuni Astuti", ddc="657")
    assert one == drawn_cover(title="Hitung Modalmu", author="Yuni Astuti", ddc="657")
    assert one != drawn_cover(title="Hitung Modalku", author="Yuni Astuti", ddc="657")


def test_words_are_words_and_no_markup() -> None:
    drawn = drawn_cover(title="<script>alert(1)</script>", author='" onload="x').decode()
    assert "<script" not in drawn
    assert "onload" not in re.sub(r">[^<]*<", "><", drawn)


@pytest.mark.parametrize(
    ("ddc", "subject", "theme"),
    [
        ("334.2", "", "koperasi"),
        ("658.15", "", "keuangan"),
        ("658.8", "Koperasi", "pemasaran"),
        ("658.3", "", "kewirausahaan"),
        ("746.662", "", "kerajinan"),
        ("346.048", "", "perizinan"),
        ("", "Simpan pinjam", "keuangan"),
        ("", "Masakan Jawa", "kemasan"),
        ("891", "", "administrasi"),
        ("", "", "administrasi"),
    ],
)
def test_the_subject_decides_the_colours(ddc: str, subject: str, theme: str) -> None:
    assert theme_of(ddc=ddc, subject=subject) == theme


def test_a_title_is_set_as_large_as_it_fits_whole_and_cut_only_at_the_smallest() -> None:
    assert fitted("Batik", width=252, height=200) == (40, ["Batik"])
    assert fitted("Pertanggungjawaban Pengurus", width=192, height=200) == (15, ["Pertanggungjawaban", "Pengurus"])
    size, lines = fitted("kata " * 60, width=192, height=340)
    assert (size, lines[-1][-1]) == (15, "…")
