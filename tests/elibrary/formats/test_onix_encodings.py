"""What a file says about its encoding, what it is, and what the publisher reads about the difference."""

import pytest

from tests.elibrary.formats.onix_messages import message, product, read, sentences

EDITION = "<EditionStatement>René — “Šárka” café</EditionStatement>"


def _declared(encoding: str, text: str = "") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n' + (text or message(product(detail=EDITION)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252", "windows-1250", "gb18030"])
def test_every_encoding_that_is_declared_rightly_is_read(tmp_path, encoding):
    written = EDITION if encoding != "gb18030" else EDITION.replace("Š", "S")
    text = _declared(encoding.replace("-sig", ""), message(product(detail=written)))
    [found] = read(tmp_path, text.encode(encoding))
    assert (found.record.edition, found.problems) == (written[18:-19], ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_seen_without_a_mark(tmp_path, encoding):
    assert read(tmp_path, message(product(detail=EDITION)).encode(encoding))[0].record.edition == "René — “Šárka” café"


def test_latin_1_means_windows_1252(tmp_path):
    [found] = read(tmp_path, _declared("iso-8859-1").encode("cp1252"))
    assert (found.record.edition, found.problems) == ("René — “Šárka” café", ())


def test_utf_8_that_calls_itself_latin_1_is_read_as_utf_8_and_said_once(tmp_path):
    text = _declared("iso-8859-1", message(product("r1", detail=EDITION), product("r2", detail=EDITION)))
    first, second = read(tmp_path, text.encode())
    assert first.record.edition == second.record.edition == "René — “Šárka” café"
    assert sentences(first) == "Berkas menyatakan pengodean iso-8859-1, tetapi isinya UTF-8 dan dibaca begitu."
    assert second.problems == ()


@pytest.mark.parametrize("declared", ["utf-16", "klingon-8", "base64", "utf-7", "rot13"])
def test_an_encoding_that_cannot_be_gives_a_sentence_and_the_records(tmp_path, declared):
    [found] = read(tmp_path, _declared(declared).encode())
    assert found.record.edition == "René — “Šárka” café"
    assert f"“{declared}”" in sentences(found)


def test_two_encodings_in_one_file_are_both_read_and_the_odd_record_is_named(tmp_path):
    start, middle, end = message(product("r1"), "|", product("r3", detail=EDITION)).partition("|")
    content = start.encode() + product("r2", detail=EDITION).encode("cp1252") + end.encode()
    first, odd, last = read(tmp_path, content)
    assert odd.record.edition == last.record.edition == "René — “Šárka” café"
    assert (first.problems, last.problems) == ((), ())
    assert "pengodean" in sentences(odd)
    assert middle == "|"


def test_control_characters_do_not_end_the_reading(tmp_path):
    [found] = read(tmp_path, message(product(detail="<EditionStatement>a\x0bb\x00c</EditionStatement>")))
    assert found.record.edition == "a b c"
    assert "pengodean" in sentences(found)


def test_a_blank_line_before_the_declaration_is_forgiven(tmp_path):
    [found] = read(tmp_path, "\n\n" + _declared("utf-8"))
    assert (found.line, found.record.edition) == (6, "René — “Šárka” café")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_whatever_ends_them(tmp_path, ending):
    text = _declared("utf-8", message(product("r1"), product("r2"))).replace("\n", ending)
    assert [one.line for one in read(tmp_path, text.encode())] == [4, 12]
