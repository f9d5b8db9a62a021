"""OPDS feeds of both versions: each publication has a verdict, a broken one stops no other, and the next page is named."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from elibrary.formats import xml_stream
from elibrary.formats.opds import opds1, opds2
from elibrary.formats.records import Carrier

FIXTURES = Path(__file__).parent / "fixtures"
BASE = "https://penerbit.example/opds/"
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" '
    'xmlns:opds="http://opds-spec.org/2010/catalog">{}</feed>'
)
BUY = '<link rel="http://opds-spec.org/acquisition/buy" href="beli/1" type="text/html">{}</link>'


@pytest.fixture
def atom(tmp_path):
    """Lists the verdicts on a feed with this inside."""

    def _read(inside, feed=FEED, **options):
        (tmp_path / "feed").write_bytes(inside if isinstance(inside, bytes) else feed.format(inside).encode())
        return list(opds1.records(str(tmp_path / "feed"), **options))

    return _read


@pytest.fixture
def feed(tmp_path):
    """Lists the verdicts on a JSON feed."""

    def _read(content, **options):
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / "feed").write_text(text)
        return list(opds2.records(str(tmp_path / "feed"), **options))

    return _read


def _publication(title="Koperasi", **metadata):
    return {"metadata": {"title": title, **metadata}, "links": []}


def test_a_feed_of_other_software_is_read_entry_by_entry():
    bob, stamps = opds1.records(str(FIXTURES / "wiki_1_1.opds"), base="https://opds.example/opds-catalogs/unpopular.xml")
    assert (bob.line, bob.record.title, bob.record.publication_date) == (28, "Bob, Son of Bob", "1917")
    assert [(one.scheme, one.code) for one in bob.record.subjects] == [("bisac", "FIC020000")]
    assert (bob.record.carrier, bob.record.file_format) == (Carrier.DIGITAL, "epub")
    assert bob.record.acquisition_url == "https://opds.example/content/free/4561.epub"
    assert bob.record.cover_url == "https://opds.example/covers/4561.lrg.png"
    assert [(one.amount, one.currency) for one in stamps.record.supplies[0].prices] == [
        (Decimal("18.99"), "USD"),
        (Decimal("11.99"), "GBP"),
    ]
    assert len(stamps.record.contributors) == 3
    assert "978029536341X" in stamps.problems[0].message


def test_an_indirect_acquisition_tells_the_file_and_its_protection(atom):
    inside = (
        "<opds:price currencycode='IDR'>45000</opds:price><opds:indirectAcquisition type='application/vnd.adobe.adept+xml'>"
        "<opds:indirectAcquisition type='application/pdf'/></opds:indirectAcquisition>"
    )
    (found,) = atom(f"<entry><id>urn:x:1</id><title>A</title>{BUY.format(inside)}</entry>", base=BASE)
    assert (found.record.file_format, found.record.protection) == ("pdf", "03")
    assert found.record.acquisition_url == f"{BASE}beli/1"
    assert found.record.supplies[0].prices[0].amount == Decimal(45000)


def test_links_to_other_feeds_are_no_books_and_an_entry_without_a_title_is_refused(atom):
    navigation = "<entry><title>Novel</title><link href='novel' type='application/atom+xml;profile=opds-catalog'/></entry>"
    (found,) = atom(f"{navigation}<entry><id>urn:x:2</id>{BUY.format('')}</entry>")
    assert found.record is None
    assert (found.problems[0].record, found.problems[0].is_refusal) == ("urn:x:2", True)


def test_xhtml_is_read_as_paragraphs(atom):
    content = (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Satu <b>tebal</b> &lt;p&gt;</p><p>Dua</p>"
        "<script>alert(1)</script></div></content>"
    )
    (found,) = atom(f"<entry><id>1</id><title>A</title>{content}{BUY.format('')}</entry>")
    assert found.record.description == "Satu tebal <p>\n\nDua"


def test_only_addresses_of_the_web_are_kept(atom):
    links = (
        BUY.replace("beli/1", "javascript:alert(1)").format("") + "<link rel='http://opds-spec.org/image' href='file:///x'/>"
    )
    (found,) = atom(f"<entry><id>1</id><title>A</title>{links}</entry>")
    assert (found.record.acquisition_url, found.record.cover_url) == ("", "")


def test_the_next_page_is_named_and_only_the_feeds_own(tmp_path):
    path = tmp_path / "feed"
    inner = "<entry><title>A</title><link rel='next' href='lain'/></entry>"
    path.write_text(FEED.format(f"{inner}<link rel='next' href='?page=2'/>"))
    assert opds1.next_page(str(path), base=BASE) == f"{BASE}?page=2"
    path.write_text(FEED.format(inner))
    assert opds1.next_page(str(path), base=BASE) == ""


def test_a_feed_that_breaks_off_keeps_what_came_before(atom):
    entry = f"<entry><id>1</id><title>A</title>{BUY.format('')}</entry>"
    good, broken = atom(FEED.format(entry * 2).encode()[:-60])
    assert good.record.title == "A"
    assert broken.record is None
    assert "terputus" in broken.problems[0].message


def test_an_entry_that_is_no_xml_stops_no_other(atom):
    names = ("A", "B & C", "D", "E</b>", "F\x01\x0b")
    found = atom("\n".join(f"<entry><id>1</id><title>{name}</title>{BUY.format('')}</entry>" for name in names))
    assert [(one.line, one.record.title if one.record else None) for one in found] == [
        (1, "A"),
        (2, None),
        (3, "D"),
        (4, None),
        (5, "F"),
    ]
    assert "baris 2" in found[1].problems[0].message


def test_a_broken_entry_longer_than_a_piece_of_the_file_stops_no_other(atom):
    long = "<entry><title>& " + "baris\n" * 40_000 + "</title></entry>"
    broken, good = atom(f"{long}<entry><id>1</id><title>A</title>{BUY.format('')}</entry>")
    assert broken.record is None
    assert (good.line, good.record.title) == (40_001, "A")


def test_entities_are_refused_before_they_grow(atom):
    bomb = '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + FEED.format(
        "<entry>&b;</entry>"
    )
    (found,) = atom(bomb.encode())
    assert found.record is None
    assert "entitas" in found.problems[0].message


def test_a_doctype_alone_is_never_fetched(atom):
    document = '<?xml version="1.0"?><!DOCTYPE feed SYSTEM "http://127.0.0.1:1/x.dtd">' + FEED.format(
        f"<entry><id>1</id><title>A</title>{BUY.format('')}</entry>"
    )
    (found,) = atom(document.encode())
    assert found.record.title == "A"


def test_an_entry_too_large_stops_no_other(atom):
    large = "<entry><title>x</title>" + "<a/>" * xml_stream.MOST_ELEMENTS + "</entry>"
    deep = "<entry>" + "<a>" * 80 + "</a>" * 80 + "</entry>"
    found = atom(f"{large}{deep}<entry><id>1</id><title>A</title>{BUY.format('')}</entry>")
    assert [one.record is None for one in found] == [True, True, False]


def test_bytes_of_two_encodings_are_both_read(atom):
    first, second = (f"<entry><id>1</id><title>{title}</title>{BUY.format('')}</entry>" for title in ("Café", "Résumé"))
    start, end = (part.encode() for part in FEED.split("{}"))
    found = atom(start + first.encode() + second.encode("cp1252") + end)
    assert [one.record.title for one in found] == ["Café", "Résumé"]


def test_a_json_feed_of_other_software_is_read():
    children, moby = opds2.records(str(FIXTURES / "opds_2_0.json"))
    assert (children.line, children.record.title, children.record.publication_date) == (
        19,
        "Children's Literature",
        "2008-05-20",
    )
    assert [one.name for one in children.record.contributors] == ["Charles Madison Curry", "Erle Elsworth Clippinger"]
    assert children.record.languages == ("eng",)
    assert children.record.cover_url.endswith("cover.png")
    assert (moby.record.publisher_name, moby.record.publication_date) == ("Harper & Brothers, Publishers", "")
    assert moby.record.identifier("isbn13") == "9780316000000"


def test_licences_keep_their_terms_and_prices(feed):
    licence = {
        "metadata": {
            "identifier": "urn:uuid:1",
            "format": ["application/epub+zip"],
            "price": {"currency": "IDR", "value": 450000},
            "terms": {"concurrency": 1, "checkouts": 30, "expires": "2027-04-25T12:25:21+02:00"},
        },
        "links": [{"rel": "http://opds-spec.org/acquisition/borrow", "href": "pinjam", "type": "application/x"}],
    }
    publication = {**_publication(identifier="urn:isbn:9786020332956", numberOfPages=210), "licenses": [licence]}
    (found,) = feed({"publications": [publication]}, base=BASE)
    record = found.record
    assert record.licences[0].identifier == "urn:uuid:1"
    assert dict(record.licences[0].terms) == {
        "concurrency": "1",
        "checkouts": "30",
        "expires": "2027-04-25T12:25:21+02:00",
    }
    assert (record.supplies[0].prices[0].amount, record.file_format) == (Decimal(450000), "epub")
    assert (record.extents[0].value, record.identifier("isbn13")) == ("210", "9786020332956")


def test_publications_in_groups_and_names_in_several_languages_are_read(feed):
    groups = [{"metadata": {"title": "Baru"}, "publications": [_publication({"en": "Cooperative", "id": "Koperasi"})]}]
    (found,) = feed({"metadata": {}, "groups": groups})
    assert found.record.title == "Koperasi"


def test_one_broken_publication_stops_no_other(feed):
    good = json.dumps(_publication())
    found = feed(f'{{"publications": [{good}, {{"metadata": {{"title": }}}}, {{"metadata": []}}, {good}]}}')
    assert [one.record is None for one in found] == [False, True, True, False]
    assert "rusak" in found[1].problems[0].message


def test_a_json_feed_that_breaks_off_keeps_what_came_before(feed):
    text = json.dumps({"publications": [_publication(), _publication()]})
    good, broken = feed(text[:-25])
    assert good.record.title == "Koperasi"
    assert "terputus" in broken.problems[0].message


def test_json_without_a_bottom_is_left(feed):
    (found,) = feed('{"publications": [' + '{"a":' * 500)
    assert "terlalu dalam" in found.problems[0].message


def test_the_next_page_of_a_json_feed_is_named(tmp_path):
    path = tmp_path / "feed"
    own = [{"rel": ["next"], "href": "?page=2"}]
    inner = {**_publication(), "links": [{"rel": "next", "href": "lain"}]}
    path.write_text(json.dumps({"publications": [inner], "links": own}))
    assert opds2.next_page(str(path), base=BASE) == f"{BASE}?page=2"
    path.write_text(json.dumps({"publications": [inner]}))
    assert opds2.next_page(str(path), base=BASE) == ""
