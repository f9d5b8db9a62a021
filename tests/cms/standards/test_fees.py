"""Amount, unit and words of a fee are one value; what contradicts itself does not go public."""

from types import SimpleNamespace

import pytest

from cms.standards.durations import contradictions
from cms.standards.fees import Fee, amounts_in, unit_of
from core.publishing.errors import NotPublishable
from tests.factories.lms import make_staff
from tests.factories.services import span


def fee(amount, basis="", words=""):
    return Fee.of(SimpleNamespace(fee_amount=amount, fee_basis=basis, fee_words=words))


@pytest.mark.parametrize(
    ("amount", "basis", "words", "text", "sentence"),
    [
        (0, "", "Tidak Ada Biaya", "Gratis", "Tidak Ada Biaya"),
        (25_000, "per  per orang", "Sesuai Perda", "Rp25.000 per orang", "Rp25.000 per orang. Sesuai Perda"),
        (25_000, "", "Rp25.000.", "Rp25.000", "Rp25.000"),
        (None, "", "Sesuai Perda", "Sesuai Perda", "Sesuai Perda"),
        (None, "", "", "Belum diisi", "Belum diisi"),
    ],
)
def test_what_a_fee_says(amount, basis, words, text, sentence):
    one = fee(amount, basis, words)
    assert (one.text, one.sentence) == (text, sentence)
    assert one.contradictions() == {}


@pytest.mark.parametrize(
    ("amount", "basis", "words", "field"),
    [
        (25_000, "orang", "Tidak Ada Biaya", "fee_words"),
        (25_000, "orang", "gratis bagi warga", "fee_words"),
        (25_000, "orang", "Rp 30.000,- per orang", "fee_words"),
        (0, "", "Rp25.000 per orang", "fee_words"),
        (0, "orang", "Tidak Ada Biaya", "fee_basis"),
    ],
)
def test_a_fee_that_contradicts_itself(amount, basis, words, field):
    assert list(fee(amount, basis, words).contradictions()) == [field]


def test_a_fee_that_is_free_for_some_names_what_others_pay():
    assert fee(25_000, "orang", "Gratis bagi koperasi, Rp25.000,- bagi yang lain").contradictions() == {}


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("Rp25.000,-", {25_000}),
        ("Rp. 25 ribu atau rp1.500.000", {25_000, 1_500_000}),
        ("Rp 2 juta", {2_000_000}),
        ("UU 25", set()),
    ],
)
def test_amounts_in_words(words, amounts):
    assert amounts_in(words) == amounts


def test_a_unit_without_its_per():
    assert [unit_of(one) for one in ("orang", "per orang", "Per per orang", "/ orang", "persil")] == [
        *["orang"] * 4,
        "persil",
    ]


@pytest.mark.parametrize(
    ("one", "is_refused"),
    [
        ({"maximum": 2, "unit": "day", "label": "Paling lama 3 hari"}, True),
        ({"maximum": 25, "unit": "minute", "label": "Pendaftaran (25 menit)"}, False),
        ({"maximum": 60, "unit": "minute", "label": "Pendaftaran, 1 jam"}, False),
        ({"minimum": 1, "maximum": 3, "unit": "hour", "label": "1–3 jam"}, False),
        ({"minimum": 1, "maximum": 3, "unit": "hour", "label": "1 jam"}, True),
        ({"maximum": 2, "unit": "day", "words": "Sesuai dengan Permohonan"}, True),
        ({"words": "2 sampai 5 hari"}, False),
        ({"minimum": 5, "maximum": 2, "unit": "day"}, True),
        ({"maximum": 2, "unit": "day", "label": "Untuk 3 koperasi"}, False),
    ],
)
def test_a_duration_that_contradicts_itself(one, is_refused):
    assert bool(contradictions([one])) is is_refused


def test_the_gate_refuses_and_says_why(service):
    service.fee_amount, service.fee_basis = 25_000, "per orang"
    service.durations = [span(maximum=2, unit="day", label="Paling lama 3 hari")]
    service.change_note = service.change_basis = "Perda 1/2026"
    with pytest.raises(NotPublishable) as refusal:
        service.save_revision(user=make_staff("Editor Konten")).publish(user=make_staff("Penyetuju Konten"))
    assert set(refusal.value.errors) == {"fee_words", "durations"}
    assert "menyebut tidak ada biaya" in refusal.value.errors["fee_words"]
