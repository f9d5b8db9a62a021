"""MARC 21 and INDOMARC: ISO 2709 in MARC-8 or UTF-8, and MARCXML. A damaged record has its verdict and the next one is read.

Records are numbered in ISO 2709, which has no lines; in MARCXML by their line.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from core.files import text_headers
from core.sandbox.own_errors import ASK_ADMINISTRATOR, OWN_ERROR, log_if_own
from elibrary.formats import xml_stream
from elibrary.formats.marc import iso2709
from elibrary.formats.marc.fields import product
from elibrary.formats.marc.iso2709 import Damaged
from elibrary.formats.marc.record import LEADER_LENGTH, WholeField, WholeRecord
from elibrary.formats.marc.text import TAG, Notes, clean, code_of, indicators_of
from elibrary.formats.records import Extracted, Problem

_USUAL = "00000nam a2200000   4500"
"""The leader of a record that has none: a new book in UTF-8."""
_ADVICE = "Ekspor ulang rekaman ini dari sistem perpustakaannya, atau perbaiki di sana."


def records(path: str) -> Iterator[Extracted]:
    """A verdict for every record, in either form."""
    with Path(path).open("rb") as source:
        head = source.read(text_headers.HEAD)
    is_xml = text_headers.beginning_of(head).startswith("<")
    yield from _from_xml(path) if is_xml else _from_iso(path)


def _from_iso(path: str) -> Iterator[Extracted]:
    for number, chunk in enumerate(iso2709.chunks(path), start=1):
        try:
            yield _extracted(number, iso2709.parsed(chunk))
        except Damaged as error:
            yield _refused(number, str(error))


def _from_xml(path: str) -> Iterator[Extracted]:
    names = {"record", "{http://www.loc.gov/MARC21/slim}record"}
    for found in xml_stream.elements(path, names):
        if found.element is None:
            yield _refused(found.line, found.fault)
            continue
        try:
            yield _extracted(found.line, _record_of(found.element))
        except Damaged as error:
            yield _refused(found.line, str(error))


def _record_of(element: Element) -> WholeRecord:
    """Raises Damaged for what is no record of MARC."""
    notes = Notes()
    leader, fields = "", list[WholeField]()
    for part in element:
        name = part.tag.rpartition("}")[2]
        if name == "leader":
            leader = "".join(part.itertext())
        elif name in {"controlfield", "datafield"}:
            fields.append(_field_of(part, notes))
    return WholeRecord(_leader(leader, notes), tuple(fields), tuple(notes))


def _leader(written: str, notes: Notes) -> str:
    kept = "".join(sign if sign.isascii() else " " for sign in written or _USUAL)[:LEADER_LENGTH].ljust(LEADER_LENGTH)
    if kept != written:
        notes.add(f"Label (leader) dibaca sebagai “{kept}”.")
    return kept


def _field_of(element: Element, notes: Notes) -> WholeField:
    """Raises Damaged."""
    tag = element.get("tag", "")
    if not TAG.fullmatch(tag):
        raise Damaged("Rekaman MARCXML ini rusak.")
    text = "".join(element.itertext())
    if element.tag.endswith("controlfield") and (tag.startswith("00") or not tag.isdigit()):
        return WholeField(tag, data=clean(text, notes))
    if tag.startswith("00") or element.tag.endswith("controlfield"):
        return _misplaced(tag, text.strip(), notes)
    indicators = indicators_of("".join((element.get(name) or " ")[:1] for name in ("ind1", "ind2")), tag, notes)
    found = (_subfield(part, tag, notes) for part in element)
    return WholeField(tag, indicators=indicators, subfields=tuple(one for one in found if one))


def _misplaced(tag: str, text: str, notes: Notes) -> WholeField:
    """A control field that is written as another one, or the other way round."""
    notes.add(f"Ruas {tag} tertulis sebagai jenis ruas lain; isinya disimpan.")
    text = clean(text, notes)
    return WholeField(tag, data=text) if tag.startswith("00") else WholeField(tag, "", "  ", (("a", text),))


def _subfield(element: Element, tag: str, notes: Notes) -> tuple[str, str] | None:
    code, text = element.get("code", ""), clean("".join(element.itertext()), notes)
    return (code_of(code, tag, notes), text) if code or text else None


def _extracted(line: int, whole: WholeRecord) -> Extracted:
    try:
        found, problems = product(whole, line)
    except Exception as error:  # pymarc raises any exception on wrong content
        if log_if_own(error, what="MARC record"):
            return _refused(line, OWN_ERROR, advice=ASK_ADMINISTRATOR)
        raise Damaged("Rekaman rusak: isinya tidak dapat dibaca.") from error
    name = found.title[:200] if found else f"Rekaman {line}"
    told = [Problem(line, name, note, _ADVICE) for note in whole.mended]
    return Extracted(line, found, (*problems, *told), whole if found else None)


def _refused(line: int, sentence: str, *, advice: str = _ADVICE) -> Extracted:
    return Extracted(line, None, (Problem(line, f"Rekaman {line}", sentence, advice, is_refusal=True),))
