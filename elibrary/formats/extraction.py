"""Extracted records on their way out of the sandbox: one JSON line each, written and read one by one. Free of Django."""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from core.sandbox.own_errors import ASK_ADMINISTRATOR, OWN_ERROR, log_if_own
from core.sandbox.verdict import Refused
from elibrary.formats.marc.record import whole_of
from elibrary.formats.record_json import built
from elibrary.formats.records import Extracted, Problem, ProductRecord

TABLES = "elibrary.formats.tables.reader"
READERS = {
    "onix": "elibrary.formats.onix.product",
    "opds1": "elibrary.formats.opds.opds1",
    "opds2": "elibrary.formats.opds.opds2",
    "marc": "elibrary.formats.marc.reader",
    "csv": TABLES,
    "xlsx": TABLES,
    "pages": "elibrary.formats.opds.pages",  # an OPDS feed with all its pages, as a source brings it
}
"""The module that reads a format; a format's name may go on ("onix-3.0", "marcxml")."""
_BROKEN_OFF = "Berkas ini rusak atau terputus sesudah bagian ini; sisanya tidak terbaca."
_SEND_AGAIN = "Minta berkas yang utuh dari penerbit, lalu impor lagi."
_SUSPECT = (b"\\u0000", b"\\ud", b"\\uD")
"""Where a line may hold what no database takes; other lines need no check of each text."""


def extract(path: str, out: str, format: str = "auto", mapping: Mapping[str, str] | None = None) -> dict[str, object]:
    """Entry point for the sandbox: the records of ``path`` as lines of ``out``. Raises Refused.

    Only the parser of the file's own format is loaded. ``mapping`` (heading → field) is for tables.
    """
    name = import_module("elibrary.formats.detection").recognise(path) if format == "auto" else format
    module = next((module for prefix, module in READERS.items() if name.startswith(prefix)), None)
    if module is None:
        raise Refused("Format katalog ini tidak dikenali. Yang diterima: ONIX, OPDS, MARC, CSV, dan XLSX.")
    options = {"mapping": dict(mapping)} if mapping and module == TABLES else {}
    return {"format": name, "records": write(import_module(module).records(path, **options), out)}


def write(found: Iterable[Extracted], out: str) -> int:
    """Write each as it comes and return how many there were; records read before an error of the parser are retained."""
    count = 0
    with Path(out).open("wb") as target:
        for one in _until_broken(found):
            target.write(line_of(one) + b"\n")
            count += 1
    return count


def read(lines: Iterable[bytes], *, only: frozenset[str] | None = None) -> Iterator[Extracted]:
    """Each line's record and problems; with ``only`` these fields of the record alone, for callers that need no more."""
    return (extracted_of(line, only=only) for line in lines)


def line_of(one: Extracted) -> bytes:
    record = one.record.as_json() if one.record is not None else None
    data: dict[str, object] = {"line": one.line, "record": record, "problems": [vars(problem) for problem in one.problems]}
    if one.marc is not None:
        data["marc"] = [one.marc.leader, one.marc.fields_json(), one.marc.mended]
    return json.dumps(data).encode()


def extracted_of(line: bytes, *, only: frozenset[str] | None = None) -> Extracted:
    raw = json.loads(line)
    if not line.isascii() or any(sign in line for sign in _SUSPECT):
        raw = _storable(raw)
    record = built(ProductRecord, raw["record"], only=only) if raw["record"] is not None else None
    marc = whole_of(*raw["marc"]) if "marc" in raw and only is None else None
    return Extracted(raw["line"], record, tuple(Problem(**problem) for problem in raw["problems"]), marc)


def record_of(data: Mapping[str, object]) -> ProductRecord:
    """The record that ``ProductRecord.as_json`` was made from."""
    record = built(ProductRecord, data)
    assert isinstance(record, ProductRecord)
    return record


def _until_broken(found: Iterable[Extracted]) -> Iterator[Extracted]:
    last = None
    try:
        for last in found:
            yield last
    except Exception as error:  # given hostile bytes a reader may raise anything
        if last is None or isinstance(error, OSError):
            raise
        sentence, advice = str(error) if isinstance(error, Refused) else _BROKEN_OFF, _SEND_AGAIN
        if log_if_own(error, what="records of a catalogue"):
            sentence, advice = OWN_ERROR, ASK_ADMINISTRATOR
        broken = Problem(last.line, "Sisa berkas", sentence, advice=advice, is_refusal=True)
        yield Extracted(last.line, None, (broken,))


def _storable(value: object) -> object:
    """What every database takes: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_storable(part) for part in value]
    return {name: _storable(part) for name, part in value.items()} if isinstance(value, dict) else value
