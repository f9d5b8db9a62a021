"""Bytes of ISO 2709 → MARC records, one by one, whatever lengths they claim.

Records are parted by their end marks. Fields are parted by their end marks too where the directory doesn't fit them: many
programs count letters where the standard counts bytes.
"""

from collections.abc import Iterator
from pathlib import Path

from elibrary.formats.marc.record import LEADER_LENGTH, WholeField, WholeRecord
from elibrary.formats.marc.text import TAG, Notes, code_of, decoded, indicators_of

LONGEST, LONGEST_FIELD = 99_999, 9_999
"""Bytes: a record's length has five digits, a field's has four."""
_ENTRY = 12
_END_OF_FIELD, _END_OF_RECORD, _SUBFIELD = b"\x1e", b"\x1d", b"\x1f"
_BETWEEN = b"\r\n \x00\x1a"
_CHUNK = 65_536
_REALIGNED = "Panjang yang tertulis di rekaman ini tidak cocok dengan isinya; ruasnya dibaca menurut tandanya."
_NOT_LISTED = "Ada isi yang tidak disebut di daftar ruas (directory); isi itu tidak ikut dibaca."
_NOT_UTF8 = "Rekaman ini mengaku UTF-8, tetapi memuat huruf dalam pengodean lain."
_NO_CODE = "Subruas tanpa kode dan tanpa isi dilewati."

Raw = list[tuple[str, bytes]]


class Damaged(Exception):
    """The record can't be read; the message is the Indonesian sentence."""


def chunks(path: str) -> Iterator[bytes]:
    """The bytes of every record; the last one may lack its end."""
    rest = b""
    with Path(path).open("rb") as source:
        while data := source.read(_CHUNK):
            *whole, rest = (rest + data).split(_END_OF_RECORD)
            yield from (one.lstrip(_BETWEEN) + _END_OF_RECORD for one in whole)
            rest = rest[: 2 * LONGEST]
    if rest.strip(_BETWEEN):
        yield rest.lstrip(_BETWEEN)


def parsed(chunk: bytes) -> WholeRecord:
    """The record, with what had to be put right on the way. Raises Damaged."""
    if not chunk.endswith(_END_OF_RECORD):
        raise Damaged("Rekaman terputus sebelum akhirnya.")
    if not LEADER_LENGTH < len(chunk) <= LONGEST or not chunk[:LEADER_LENGTH].isascii():
        raise Damaged("Label (leader) rekaman rusak.")
    notes = Notes()
    raw = _listed(chunk, notes) if _fits(chunk) else _realigned(chunk, notes)
    is_utf8 = _is_utf8(chunk)
    says_utf8 = chunk[9:10] == b"a"
    if says_utf8 and not is_utf8:
        notes.add(_NOT_UTF8)
    try:
        fields = tuple(_field(tag, data, is_utf8 or says_utf8, notes) for tag, data in raw)
    except (UnicodeDecodeError, IndexError, TypeError) as error:  # pymarc's tables of MARC-8 raise any of these
        raise Damaged("Rekaman rusak: isinya tidak dapat dibaca.") from error
    return WholeRecord(chunk[:LEADER_LENGTH].decode("ascii"), fields, tuple(notes))


def _field(tag: str, data: bytes, is_utf8: bool, notes: Notes) -> WholeField:
    head, *parts = data.split(_SUBFIELD)
    if tag.startswith("00") or (not parts and not tag.isdigit()):
        return WholeField(tag, data=decoded(data.replace(_SUBFIELD, b""), is_utf8=is_utf8, notes=notes))
    start = decoded(head, is_utf8=is_utf8, notes=notes)
    if not parts:  # text alone, without the marks that every field has
        start = "  " + start
    indicators = indicators_of(start[:2], tag, notes)
    found = [("a", start[2:])] if start[2:] else []
    if found:
        notes.add(f"Isi ruas {tag} tanpa kode subruas disimpan sebagai $a.")
    for part in parts:
        if not part:
            notes.add(_NO_CODE)
            continue
        written = decoded(part, is_utf8=is_utf8, notes=notes)
        found.append((code_of(written[:1], tag, notes), written[1:]))
    return WholeField(tag, indicators=indicators, subfields=tuple(found))


def _fits(chunk: bytes) -> bool:
    """Every length and place in leader and directory leads to an end mark."""
    try:
        base, entries = int(chunk[12:17]), _entries(chunk)
        ends = [base + int(one[7:12]) + int(one[3:7]) - 1 for one in entries]
    except ValueError:
        return False
    is_whole = chunk[:5] == f"{len(chunk):05}".encode() and base == chunk.find(_END_OF_FIELD) + 1
    return is_whole and all(chunk[end : end + 1] == _END_OF_FIELD for end in ends)


def _entries(chunk: bytes) -> list[bytes]:
    """Raises ValueError."""
    directory = chunk[LEADER_LENGTH : chunk.find(_END_OF_FIELD)]
    if not directory or len(directory) % _ENTRY:
        raise ValueError("directory")
    return [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]


def _listed(chunk: bytes, notes: Notes) -> Raw:
    """In the directory's order, which need not be that of the bytes."""
    base, entries = int(chunk[12:17]), _entries(chunk)
    if chunk.count(_END_OF_FIELD, base) != len(entries):
        notes.add(_NOT_LISTED)
    starts = [(one, base + int(one[7:12])) for one in entries]
    return [(_tag(one), chunk[start : start + int(one[3:7]) - 1]) for one, start in starts]


def _realigned(chunk: bytes, notes: Notes) -> Raw:
    """The same fields by their end marks, in the directory's order. Raises Damaged where their number is another."""
    try:
        entries = _entries(chunk)
        places = sorted(range(len(entries)), key=lambda at: int(entries[at][7:12]))
    except ValueError:
        raise Damaged("Rekaman rusak: daftar ruasnya (directory) tidak dapat dibaca.") from None
    fields = chunk[chunk.find(_END_OF_FIELD) + 1 : -1].split(_END_OF_FIELD)[:-1]
    if len(fields) != len(entries) or any(len(field) >= LONGEST_FIELD for field in fields):
        raise Damaged("Rekaman rusak: jumlah ruasnya tidak cocok dengan daftarnya.")
    notes.add(_REALIGNED)
    by_place = dict(zip(places, fields, strict=True))
    return [(_tag(entry), by_place[at]) for at, entry in enumerate(entries)]


def _tag(entry: bytes) -> str:
    """Raises Damaged."""
    tag = entry[:3].decode("ascii", "replace")
    if not TAG.fullmatch(tag):
        raise Damaged("Rekaman rusak: daftar ruasnya (directory) tidak dapat dibaca.")
    return tag


def _is_utf8(chunk: bytes) -> bool:
    """Many programs write UTF-8 without saying so in the leader. Accents of MARC-8 are no UTF-8."""
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in chunk and (not chunk.isascii() or chunk[9:10] == b"a")
