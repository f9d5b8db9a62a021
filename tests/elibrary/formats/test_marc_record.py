"""MARC in, MARC out: nothing is lost, in either form. pymarc reads what we wrote, as others will."""

import io
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pymarc import MARCReader, Record, parse_xml_to_array

from core.imports.models import ImportLine
from elibrary.catalogue.marc_corrections import columns_of, corrected
from elibrary.catalogue.models.offer import MarcRecord, Offer
from elibrary.catalogue.services.offers import offer_correct
from elibrary.formats.marc import reader as marc
from elibrary.formats.marc.record import WholeField, WholeRecord
from elibrary.formats.marc.writer import XML_FOOT, XML_HEAD, iso2709, marcxml
from tests.elibrary.catalogue.outcomes import everything
from tests.factories.catalogue import KOPI, applied, checked
from tests.factories.lms import UserFactory

FIXTURES = Path(__file__).parent / "fixtures"
FILES = ["marc8.dat", "utf8_without_leader_flag.dat", "bad_subfield_code.dat", "multi_isbn.dat", "utf8.xml", "oddities"]
LEADER = "00000nam a2200000 a 4500"
ODDITIES = (
    ("001", b"INLIS-1"),
    ("035", b"  \x1fa0010-0100000001"),
    ("990", b"  \x1fa00012/PN/2024"),
    ("245", b'10\x1faKopi &amp; <teh> "Ijen" /\x1fcSiti \xc3\x98.\r\nbaris dua'),
    ("650", b" 4\x1faKopi\x1fxSejarah\x1faTeh"),
    ("650", b" 4\x1faKopi\x1fxSejarah\x1faTeh"),
    ("990", b"  \x1fa00013/PN/2024\x1fa"),
    ("999", b"##\x1f0lokal\x1f9\xe6\x97\xa5\xe6\x9c\xac"),
    ("FMT", b"BK"),
    ("100", b"1 \x1faAminah, Siti,\x1fd1980-"),
    ("949", b"\x1faa"),
    ("948", b"teks tanpa tanda"),
    ("947", b"  \x1f\x1faisi"),
)


def _iso(*fields: tuple[str, bytes], leader: str = LEADER) -> bytes:
    directory, body = b"", b""
    for tag, data in fields:
        directory += f"{tag}{len(data) + 1:04}{len(body):05}".encode()
        body += data + b"\x1e"
    base = 25 + len(directory)
    start = f"{base + len(body) + 1:05}{leader[5:12]}{base:05}{leader[17:]}".encode()
    return start + directory + b"\x1e" + body + b"\x1d"


def _content(name: str) -> bytes:
    return _iso(*ODDITIES) if name == "oddities" else (FIXTURES / name).read_bytes()


def _read(path: Path, content: bytes) -> WholeRecord:
    path.write_bytes(content)
    (found,) = marc.records(str(path))
    assert found.marc is not None
    return found.marc


def _xml(whole: WholeRecord) -> bytes:
    return XML_HEAD + marcxml(whole) + XML_FOOT


def _seen_by_pymarc(record: Record) -> list[Any]:
    return [
        (one.tag, one.data)
        if one.control_field
        else (one.tag, "".join(one.indicators), [(part.code, part.value) for part in one.subfields])
        for one in record.fields
    ]


def _ours(whole: WholeRecord) -> list[Any]:
    return [
        (one.tag, one.data) if one.is_control else (one.tag, one.indicators, list(one.subfields)) for one in whole.fields
    ]


@pytest.fixture(params=FILES)
def whole(request: Any, tmp_path: Path) -> WholeRecord:
    return _read(tmp_path / "masuk", _content(request.param))


@pytest.mark.parametrize("write", [iso2709, _xml], ids=["iso", "xml"])
def test_what_came_in_goes_out_and_comes_in_again(whole: WholeRecord, write: Any, tmp_path: Path) -> None:
    again = _read(tmp_path / "keluar", write(whole))
    assert again.fields == whole.fields
    assert again.mended == ()
    for places in (slice(5, 9), slice(17, 20)):
        assert again.leader[places] == whole.leader[places]
    assert again.leader[9] == "a"


def test_pymarc_finds_every_field_in_both_forms(whole: WholeRecord) -> None:
    ours = [one for one in _ours(whole) if one[0] != "FMT"]  # to pymarc a control field has a number
    for record in (*MARCReader(iso2709(whole)), *parse_xml_to_array(io.BytesIO(_xml(whole)))):
        assert [one for one in _seen_by_pymarc(record) if one[0] != "FMT"] == ours


@pytest.mark.parametrize("name", ["marc8.dat", "utf8_without_leader_flag.dat", "multi_isbn.dat"])
def test_pymarc_reads_the_same_from_the_source(name: str, tmp_path: Path) -> None:
    is_utf8 = name.startswith("utf8")
    (source,) = MARCReader(_content(name), force_utf8=is_utf8)
    (out,) = MARCReader(iso2709(_read(tmp_path / "masuk", _content(name))))
    read, written = ([unicodedata.normalize("NFC", str(one)) for one in record.fields] for record in (source, out))
    assert written == read


def test_what_was_mended_is_said(tmp_path: Path) -> None:
    mended = " ".join(_read(tmp_path / "masuk", _content("oddities")).mended)
    for words in ("Indikator ruas 949", "Isi ruas 948 tanpa kode", "Subruas tanpa kode"):
        assert words in mended
    assert "directory" not in mended


def test_fields_keep_the_order_of_the_directory_when_it_counts_wrong(tmp_path: Path) -> None:
    good = _iso(("245", b"10\x1faKopi"), ("100", b"1 \x1faAminah"), ("990", b"  \x1fa1"))
    whole = _read(tmp_path / "masuk", b"00009" + good[5:])
    assert [one.tag for one in whole.fields] == ["245", "100", "990"]


CORRECTIONS = {
    "title": "Kopi Ijen Baru",
    "subtitle": "sebuah panduan",
    "creators": "Siti Aminah; Budi Santoso",
    "language": "ind jav",
    "year": 2025,
    "page_count": 120,
    "description": "Isi baru.",
    "price_idr": 55000,
    "file_format": "epub",
    "carrier": "digital",
}
RECORD = _iso(
    ("001", b"K-1"),
    ("007", b"ta"),
    ("008", b"240101s2023    io a          000 0 eng d"),
    ("020", b"  \x1fa9786020332956\x1fcRp 45.000"),
    ("100", b"1 \x1faAminah, Siti,\x1fd1980-\x1fepengarang"),
    ("245", b"10\x1faKopi ijen :\x1fbkebun /\x1fcSiti Aminah."),
    ("264", b" 1\x1faJakarta :\x1fbGramedia,\x1fc2023."),
    ("300", b"  \x1faxii, 100 hlm. ;\x1fc21 cm"),
    ("520", b"  \x1faIsi lama."),
    ("700", b"1 \x1faLane, Max\x1f4trl"),
    ("700", b"1 \x1faLain, Orang.\x1ftKarya lain"),
    ("990", b"  \x1fa00012/PN/2024"),
)


@pytest.mark.parametrize("name", sorted(CORRECTIONS.keys() - {"file_format"}))  # print has none
def test_a_correction_is_read_back_and_the_rest_stays(name: str, tmp_path: Path) -> None:
    whole = _read(tmp_path / "masuk", RECORD)
    before = columns_of(whole)
    out = _read(tmp_path / "keluar", iso2709(corrected(whole, {**before, name: CORRECTIONS[name]})))
    assert columns_of(out) == {**before, name: CORRECTIONS[name]}
    assert "990 ## $a 00012/PN/2024" in map(str, out.fields)
    assert any(one.get("t") for one in out.fields)


def test_all_corrections_together_are_read_back(tmp_path: Path) -> None:
    whole = _read(tmp_path / "masuk", RECORD)
    wanted = {**columns_of(whole), **CORRECTIONS}
    assert columns_of(corrected(whole, wanted)) == wanted
    assert corrected(whole, columns_of(whole)) == whole


def test_a_name_that_stays_keeps_its_dates_and_relators(tmp_path: Path) -> None:
    whole = _read(tmp_path / "masuk", RECORD)
    out = corrected(whole, {**columns_of(whole), "creators": "Max Lane; Siti Aminah"})
    assert WholeField("100", "", "1 ", (("a", "Lane, Max"), ("4", "trl"))) in out.fields
    assert WholeField("700", "", "1 ", (("a", "Aminah, Siti,"), ("d", "1980-"), ("e", "pengarang"))) in out.fields


@pytest.mark.django_db
class TestInTheDatabase:
    @pytest.fixture
    def offer(self) -> Offer:
        applied(checked(RECORD, publisher="balai-pustaka"))
        return Offer.objects.get()

    def test_the_record_is_kept_beside_the_offer_and_a_second_import_changes_nothing(self, offer: Offer) -> None:
        assert "Kopi ijen" not in str(offer.record["marc"])
        assert offer.record["marc"] == offer.marc_record.whole.fingerprint()
        before = everything()
        applied(checked(RECORD, publisher="balai-pustaka"))
        assert everything() == before

    def test_a_local_field_that_changes_is_told_by_the_field(self, offer: Offer) -> None:
        applied(checked(RECORD.replace(b"00012/PN/2024", b"00099/PN/2024"), publisher="balai-pustaka"))
        (change,) = offer.changes.all()
        assert (change.old, change.new) == ("990 ## $a 00012/PN/2024", "990 ## $a 00099/PN/2024")
        assert "00099/PN/2024" in str(MarcRecord.objects.get().fields)

    def test_a_catalogue_in_another_format_leaves_the_record(self, offer: Offer, reader: Any) -> None:
        record = replace(KOPI, identifiers=offer.record["identifiers"] and ())
        applied(checked(reader.file_of([record]), publisher="balai-pustaka"))
        offer.refresh_from_db()
        assert offer.title == KOPI.title
        assert offer.record["marc"] == offer.marc_record.whole.fingerprint()

    def test_a_deleted_record_leaves_what_was_kept(self, offer: Offer) -> None:
        applied(checked(RECORD.replace(b"nam a22", b"dam a22"), publisher="balai-pustaka"))
        offer.refresh_from_db()
        assert offer.is_withdrawn
        assert offer.marc_record.leader[5] == "n"

    def test_what_was_mended_stands_in_the_report_and_beside_the_record(self) -> None:
        run = applied(checked(_iso(*ODDITIES), publisher="balai-pustaka"))
        notes = run.lines.filter(verdict=ImportLine.Verdict.NOTE).values_list("message", flat=True)
        assert set(MarcRecord.objects.get().mended) <= set(notes)

    def test_a_correction_of_staff_goes_out_with_the_record(self, offer: Offer) -> None:
        offer = offer_correct(offer=offer, answers={"title": "Kopi Lereng Ijen"}, by=UserFactory())
        out = corrected(
            offer.marc_record.whole, {name: getattr(offer, name) for name in columns_of(offer.marc_record.whole)}
        )
        (record,) = MARCReader(iso2709(out))
        assert record["245"]["a"] == "Kopi Lereng Ijen :"
        assert record["990"]["a"] == "00012/PN/2024"
