"""Which word a mistyped one means."""

import pytest

from core.search.protocol import Document
from core.search.query.typos import closest, phonetic_key


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("palatihan", [("pelatihan", 3), ("pelatih", 9)], "pelatihan"),
        ("koprasi", [("koperasi", 20)], "koperasi"),
        ("produx", [("produk", 1), ("produksi", 5)], "produk"),
        ("fositif", [("positif", 1), ("rositif", 9)], "positif"),  # sounds alike, so use decides nothing
        ("izin", [("iziin", 1)], "iziin"),
        ("pemaran", [("pameran", 1), ("pemasaran", 9)], "pameran"),  # two letters changed places
        ("idzin", [("idin", 9), ("izin", 1)], "izin"),
        ("pkl", [("pks", 1)], None),
        ("paspor", [("kantor", 9), ("pemasaran", 9)], None),
    ],
)
def test_fewest_slips_then_the_same_sound_then_use(typed, known, meant):
    assert closest(typed, known) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sertifikat", "sertipikat"),
        ("djoeragan", "juragan"),
        ("hallal", "halal"),
        ("syarat", "sarat"),
        ("idzin", "izin"),
        ("packaging", "pakaging"),
    ],
)
def test_ways_of_writing_one_sound_meet(one, other):
    assert phonetic_key(one) == phonetic_key(other)


@pytest.mark.parametrize(("typed", "meant"), [("credit", "kredit"), ("fameran", "pameran"), ("lredit", None)])
def test_a_first_letter_that_sounds_alike_may_be_another(engine, typed, meant):
    engine.replace("layanan", "1", [Document("layanan", "1", 0, "Kredit", "Pameran.")])
    assert engine.nearest(typed) == meant


def test_the_beginning_of_a_word_leads_to_the_most_used_one(engine):
    engine.replace("layanan", "1", [Document("layanan", "1", 0, "Sertifikasi", "Sertifikat halal, sertifikat merek.")])
    engine.replace("layanan", "2", [Document("layanan", "2", 0, "Sertifikat", "Tanah.")])
    assert engine.nearest("sertifi") == "sertifikat"
    assert engine.nearest("xyzz") is None
