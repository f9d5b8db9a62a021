"""Files that are broken, huge or mean: the reading ends, and every record has its verdict."""

import time

import pytest

from core.sandbox.verdict import Refused
from elibrary.formats.onix.product import records
from tests.elibrary.formats.onix_messages import FIXTURES, message, product, read, sentences


def test_a_truncated_file_gives_the_products_before_the_break_and_one_problem(tmp_path):
    whole = message(product("r1"), product("r2"), product("r3"))
    first, second, cut = read(tmp_path, whole[: whole.index("</Product>", whole.index(">r3<")) - 40])
    assert [first.record.reference, second.record.reference] == ["r1", "r2"]
    [problem] = cut.problems
    assert (cut.record, problem.record, problem.is_refusal) == (None, "r3", True)
    assert problem.message.startswith("Berkas terputus sebelum akhirnya.")


def test_a_file_cut_between_products_loses_none(tmp_path):
    whole = message(product("r1"))
    first, end = read(tmp_path, whole[: whole.index("</ONIXMessage>")])
    assert first.record.reference == "r1"
    assert (end.record, end.problems[0].is_refusal) == (None, False)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("<Extent><ExtentType>00</Extent></ExtentType>", "Tag penutup"),
        ("<EditionStatement>Kopi & teh</EditionStatement>", "&amp;"),
        ("<EditionStatement>&#0;</EditionStatement>", "karakter yang tidak ada"),
        ('<Extent a="1" a="2"/>', "atribut"),
        (f"<EditionStatement>{'x' * 4_100_000}</EditionStatement>", "terlalu besar"),
        ("<Extent>" * 100 + "</Extent>" * 100, "terlalu besar"),
        ("<Extent/>" * 60_000, "terlalu besar"),
        (f"<!-- {'x' * 2_200_000} -->", "terlalu besar"),
    ],
    ids=["mismatch", "ampersand", "null", "attribute", "text", "depth", "elements", "comment"],
)
def test_one_broken_record_stops_no_other(tmp_path, broken, why):
    before, refused, after = read(tmp_path, message(product("r1"), product("r2", detail=broken), product("r3")))
    assert (before.record.reference, after.record.reference) == ("r1", "r3")
    assert (refused.record, refused.problems[0].record, refused.problems[0].is_refusal) == (None, "r2", True)
    assert why in sentences(refused)


def test_lines_are_right_after_a_broken_record(tmp_path):
    text = message(product("r1", detail="<Extent></Text>"), product("r2"))
    after = read(tmp_path, text)[1]
    assert text.splitlines()[after.line - 1] == "<Product>"
    assert text.splitlines()[after.line].startswith("<RecordReference>r2")


def test_a_product_without_its_end_does_not_swallow_the_next(tmp_path):
    text = message(product("r1").replace("</Product>", ""), product("r2"))
    lost, kept = read(tmp_path, text)
    assert (lost.record, lost.problems[0].record) == (None, "r1")
    assert kept.record.reference == "r2"


def test_products_within_products_are_one_refusal(tmp_path):
    strange = f"<{'x' * 40}:Product/>"
    refused, after = read(tmp_path, message(product("r1", detail=strange), product("r2")))
    assert (refused.record, refused.problems[0].record) == (None, "r1")
    assert after.record.reference == "r2"


def test_the_word_product_in_a_description_is_no_product(tmp_path):
    text = "<TextContent><TextType>03</TextType><Text><![CDATA[lihat <Product> dan <Product/>]]></Text></TextContent>"
    [found] = read(tmp_path, message(product("r1", collateral=text)))
    assert (found.record.reference, found.problems) == ("r1", ())


def test_two_messages_in_one_file_are_both_read(tmp_path):
    first, between, second = read(tmp_path, message(product("r1")) + '<?xml version="1.0"?>' + message(product("r2")))
    assert (first.record.reference, second.record.reference) == ("r1", "r2")
    assert not between.problems[0].is_refusal


def test_a_hundred_megabytes_of_one_text_are_skipped(tmp_path):
    path = tmp_path / "besar.xml"
    start, end = message(product("r1", detail="<EditionStatement>|</EditionStatement>"), product("r2")).split("|")
    with path.open("w") as file:
        file.write(start)
        for _ in range(100):
            file.write("x" * 1_000_000)
        file.write(end)
    refused, after = records(str(path))
    assert "terlalu besar" in sentences(refused)
    assert after.record.reference == "r2"


def _laughs(depth: int = 9) -> str:
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE ONIXMessage [<!ENTITY l0 "ha">{declared}]>'


@pytest.mark.parametrize(
    "doctype",
    [
        _laughs(),
        '<!DOCTYPE ONIXMessage [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE ONIXMessage [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
        f'<!DOCTYPE ONIXMessage [<!ENTITY x "{"x" * 2000}">]>',
        "<!DOCTYPE ONIXMessage [" + "".join(f'<!ENTITY e{n} "x">' for n in range(200)) + "]>",
    ],
    ids=["billion laughs", "file", "parameter", "long", "many"],
)
def test_entities_that_could_be_a_bomb_or_a_leak_are_refused(tmp_path, doctype):
    with pytest.raises(Refused, match="entitas XML"):
        read(tmp_path, message(product(), before=doctype))


def test_a_doctype_is_never_fetched_and_its_entities_are_known(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("connected"))
    doctype = (
        '<?xml version="1.0" standalone="yes"?>\n'
        '<!DOCTYPE ONIXMessage PUBLIC "-//EDItEUR//DTD ONIX 2.1//EN" "http://www.editeur.org/onix/2.1/reference/onix.dtd">\n'
    )
    statement = "<EditionStatement>Caf&eacute; &ndash; &Rcaron;&nbsp;&tidakada;</EditionStatement>"
    [found] = read(tmp_path, message(product(detail=statement), before=doctype))
    assert found.record.edition == "Café – Ř &tidakada;"


def test_a_plain_entity_of_the_file_itself_is_read(tmp_path):
    doctype = '<!DOCTYPE ONIXMessage [<!ENTITY rumah "Padi Emas">]>'
    [found] = read(tmp_path, message(product(detail="<EditionStatement>&rumah;</EditionStatement>"), before=doctype))
    assert found.record.edition == "Padi Emas"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html><body>404</body></html>", b"<feed/>", b"\x00" * 5000])
def test_what_is_no_onix_is_refused_with_a_sentence(tmp_path, content):
    with pytest.raises(Refused, match="Berkas ini"):
        read(tmp_path, content)


def test_products_are_handed_out_before_the_rest_is_read(tmp_path):
    """A reader that kept the file in memory would meet its broken end before it gave anything."""
    path = tmp_path / "katalog.xml"
    path.write_text(message(*(product(f"r{n}") for n in range(200))) + "<", "utf-8")
    found = records(str(path))
    assert next(found).record.reference == "r0"
    with path.open("r+") as file:
        file.truncate(100_000)
    *_, last = found
    assert last.problems[0].message.startswith("Berkas terputus")


@pytest.mark.parametrize("name", ["onix-3.1-everything.xml", "onix-2.1-pair.xml", "onix-3.0-pair.xml"])
def test_a_message_cut_anywhere_ends_in_records_or_a_sentence(tmp_path, name):
    whole = (FIXTURES / name).read_bytes()
    for length in range(0, len(whole), 997):
        try:
            found = read(tmp_path, whole[:length])
        except Refused:
            continue
        assert all(one.record or one.problems for one in found)


@pytest.mark.parametrize("filled", [b"\0", b"\xe9 "], ids=["zeros", "letters of another encoding"])
def test_a_message_that_ends_in_many_wrong_bytes_takes_time_by_its_length_alone(tmp_path, filled):
    """A download that broke off leaves zeros to the full length of the file."""
    path = tmp_path / "pesan.xml"
    whole = message(product("r1"), product("r2")).encode()
    path.write_bytes(whole[: whole.rindex(b"</ONIXMessage>")] + filled * (4_000_000 // len(filled)))
    started = time.process_time()
    first, second, cut = records(str(path))
    assert (first.record.reference, second.record.reference, cut.record) == ("r1", "r2", None)
    assert "terputus" in cut.problems[0].message
    assert time.process_time() - started < 30  # counted from the beginning of the text for each byte, it took minutes
