"""MARC of libraries: whatever a record claims about itself, it is read if it can be, and its fields are kept whole."""

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from pymarc import Field, Indicators, Record, Subfield, record_to_xml

from elibrary.formats.marc import reader
from elibrary.formats.marc.writer import TooLong, iso2709, marcxml
from elibrary.formats.records import Carrier, Notice

FIXTURES = Path(__file__).parent / "fixtures"
LEADER = "00000nam a2200000 a 4500"


def _field(tag, *parts, indicators="  "):
    return Field(tag, Indicators(*indicators), [Subfield(part[0], part[1:]) for part in parts])


def _record(*more, leader=LEADER, title=("aBumi manusia :", "bsebuah novel /", "cPramoedya.")):
    record = Record(leader=leader)
    record.add_field(Field("001", data="INLIS000000000000012"))
    record.add_field(Field("008", data="240101s2023    io a    o     000 0 ind d"))
    record.add_field(_field("245", *title, indicators="10"))
    record.add_field(*more)
    return record


INDOMARC = (
    _field("020", "a978-602-03-3295-6 (jil. 1)", "cRp 45.000,00"),
    _field("041", "aindjav", indicators="0 "),
    _field("082", "a899.221/3", indicators="04"),
    _field("090", "a899.221 3 TOE b"),
    _field("100", "aToer, Pramoedya Ananta,", "d1925-2006.", "epengarang", indicators="1 "),
    _field("250", "aCet. 5."),
    _field("264", "aJakarta :", "bHasta Mitra,", "c[2024]", indicators=" 1"),
    _field("300", "axii, 535 hlm. ;", "c21 cm"),
    _field("490", "aTetralogi Buru ;", "v1", indicators="0 "),
    _field("520", "aKisah Minke di masa kolonial. Café."),
    _field("650", "aFiksi Indonesia", "xSejarah.", indicators=" 4"),
    _field("653", "aroman"),
    _field("700", "aLane, Max", "4trl", indicators="1 "),
    _field("710", "aDinas Koperasi.", "bJawa Timur", indicators="2 "),
    _field("776", "iVersi cetak:", "z978-602-03-3296-3"),
    _field("856", "uhttps://penerbit.example/bumi", "qEPUB", indicators="40"),
    _field("990", "a00012/PN/2024"),
)


@pytest.fixture
def read(tmp_path):
    def _read(content):
        (tmp_path / "marc").write_bytes(content)
        return list(reader.records(str(tmp_path / "marc")))

    return _read


def _xml(*records):
    inside = b"".join(record_to_xml(record) for record in records)
    return b'<?xml version="1.0"?><collection xmlns="http://www.loc.gov/MARC21/slim">' + inside + b"</collection>"


def test_fields_of_indomarc_become_a_product(read):
    (found,) = read(_record(*INDOMARC).as_marc())
    record = found.record
    assert found.problems == ()
    assert (record.reference, record.title, record.subtitle) == ("INLIS000000000000012", "Bumi manusia", "sebuah novel")
    assert (record.identifier("isbn13"), record.edition, record.series) == ("9786020332956", "Cet. 5.", "Tetralogi Buru")
    assert [(one.name, one.role) for one in record.contributors] == [
        ("Pramoedya Ananta Toer", "A01"),
        ("Max Lane", "B06"),
        ("Dinas Koperasi. Jawa Timur", "A01"),
    ]
    assert record.contributors[0].sort_name == "Toer, Pramoedya Ananta"
    assert (record.publisher_name, record.publication_date, record.languages) == ("Hasta Mitra", "2024", ("ind", "jav"))
    assert [(one.scheme, one.code or one.text) for one in record.subjects] == [
        ("ddc", "899.2213"),
        ("keyword", "Fiksi Indonesia -- Sejarah"),
        ("keyword", "roman"),
    ]
    assert (record.extents[0].value, record.call_number) == ("535", "899.221 3 TOE b")
    assert record.supplies[0].prices[0].amount == Decimal(45000)
    assert (record.carrier, record.file_format) == (Carrier.DIGITAL, "epub")
    assert (record.related[0].relation, record.related[0].identifiers[0].value) == ("13", "9786020332963")
    assert record.acquisition_url == "https://penerbit.example/bumi"
    assert record.description.endswith("Café.")


@pytest.mark.parametrize("form", ["iso", "xml"])
def test_the_whole_record_comes_out_as_it_went_in(read, form):
    record = _record(*INDOMARC)
    (found,) = read(record.as_marc() if form == "iso" else _xml(record))
    assert [str(field) for field in Record(iso2709(found.marc))] == [str(field) for field in record]


def test_parts_of_a_title_are_told(read):
    (found,) = read(_record(_field("653", "x"), title=("aEkonomi koperasi.", "nJilid 2,", "pPraktik /")).as_marc())
    assert found.record.title == "Ekonomi koperasi. Jilid 2, Praktik"


def test_a_deleted_record_says_so(read):
    (found,) = read(_record(_field("653", "ax"), leader=LEADER.replace("nam", "dam")).as_marc())
    assert found.record.notice is Notice.DELETE


@pytest.mark.parametrize("name", ["marc8.dat", "utf8_without_leader_flag.dat"])
def test_accents_are_read_in_either_encoding(name):
    (found,) = reader.records(str(FIXTURES / name))
    assert found.problems == ()
    assert found.record.title == "Escape from loneliness"
    whole = Record(iso2709(found.marc))
    assert unicodedata.normalize("NFC", whole["240"]["a"]) == "De la solitude à la communauté."


@pytest.mark.filterwarnings("ignore::pymarc.exceptions.BadSubfieldCodeWarning")
def test_a_directory_that_counts_wrong_is_put_right():
    (found,) = reader.records(str(FIXTURES / "bad_subfield_code.dat"))
    assert found.record.publication_date == "2000"
    assert found.record.publisher_name == "John Wiley & Sons"
    assert "tidak cocok" in found.problems[0].message
    whole = Record(iso2709(found.marc))
    assert whole["650"].indicators.second == "0"


def test_several_numbers_in_one_record_are_all_read():
    (found,) = reader.records(str(FIXTURES / "multi_isbn.dat"))
    assert [one.value for one in found.record.identifiers] == ["0914378287", "0914378295", "0914378260"]


def test_marcxml_of_other_software_is_read():
    (found,) = reader.records(str(FIXTURES / "utf8.xml"))
    assert (found.line, found.record.title, found.record.publication_date) == (2, "Zen Classics", "2008-11-03")
    assert Record(iso2709(found.marc))["505"]["t"] == "Préludes"


def test_damaged_records_have_their_verdicts_while_the_rest_goes_on(read):
    good = _record(*INDOMARC).as_marc()
    no_directory = good[:30] + b"X" * 10 + good[40:]
    letters_counted = b"00100" + good[5:]
    found = read(good + b"\r\n" + no_directory + b"sampah\x1d" + letters_counted + good[:300])
    assert [(one.line, one.record is None) for one in found] == [(1, False), (2, True), (3, True), (4, False), (5, True)]
    assert "terputus" in found[4].problems[0].message
    assert all(one.problems[0].is_refusal for one in found if one.record is None)


def test_a_record_that_is_no_book_is_refused(read):
    authority = _record(_field("653", "ax"), leader=LEADER.replace("nam", "nz "))
    untitled = _record(_field("653", "ax"), title=("c-",))
    found = read(authority.as_marc() + untitled.as_marc())
    assert ["otoritas" in found[0].problems[0].message, "245" in found[1].problems[0].message] == [True, True]


def test_a_broken_record_of_marcxml_stops_no_other(read):
    good = _xml(_record(*INDOMARC))
    broken = b'<record><datafield tag="2" ind1=" "><subfield code="a">x</subfield></datafield></record></collection>'
    found = read(good.replace(b"</collection>", broken))
    assert [one.record is None for one in found] == [False, True]


def test_a_field_longer_than_iso_2709_allows_is_kept_whole_and_goes_out_as_marcxml(read):
    (found,) = read(_xml(_record(_field("520", "a" + "x" * 12_000))))
    assert found.problems == ()
    assert "x" * 12_000 in marcxml(found.marc).decode()
    with pytest.raises(TooLong):
        iso2709(found.marc)


def test_a_price_and_a_number_that_cannot_be_read_are_told(read):
    (found,) = read(_record(_field("020", "a978-602-03-3295-7", "chubungi kami"), _field("365", "babc")).as_marc())
    told = " ".join(one.message + one.advice for one in found.problems)
    assert "9786020332956" in told
    assert "abc" in told
