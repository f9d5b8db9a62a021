"""The pages of an OPDS feed in one file, and that file as a catalogue. Runs in the sandbox; free of Django.

The file has a JSON object a line: first the type of the file, then a page with its address and its bytes as they came.
"""

import base64
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from core.sandbox.own_errors import ASK_ADMINISTRATOR, OWN_ERROR, log_if_own
from core.sandbox.verdict import Refused
from elibrary.formats.detection import Format, recognise
from elibrary.formats.records import Extracted, Problem

NAME = "pages"
_READERS = {Format.OPDS1: "elibrary.formats.opds.opds1", Format.OPDS2: "elibrary.formats.opds.opds2"}
_FIRST = {"si-jawara": "halaman-opds", "version": 1}
_CHUNK = 3 * 65_536  # of three, so that pieces of base64 follow each other without padding
_BROKEN = "Halaman umpan ini rusak: yang sesudahnya di halaman ini tidak terbaca."

_ASK = "Minta penerbit memperbaiki halaman itu. Buku di halaman lain tetap dibaca."


class Bundle:
    """Writes the file."""

    def __init__(self, path: Path) -> None:
        self._target = path.open("w", encoding="ascii")
        self._target.write(json.dumps(_FIRST) + "\n")

    def add(self, address: str, page: Path) -> None:
        self._target.write(f'{{"address": {json.dumps(address)}, "content": "')
        with page.open("rb") as source:
            while chunk := source.read(_CHUNK):
                self._target.write(base64.b64encode(chunk).decode("ascii"))
        self._target.write('"}\n')

    def close(self) -> None:
        self._target.close()


def inspect_page(path: str, base: str) -> dict[str, object]:
    """What a page is: its format, the address of the next one ("" on the last), whether it has any book. Raises Refused."""
    module, name = _reader(path)
    has_books = next(iter(module.records(path, base=base)), None) is not None
    return {"format": name, "next": module.next_page(path, base=base), "has_books": has_books}


def records(path: str) -> Iterator[Extracted]:
    """The records of all pages. Lines count on from page to page, so that each record has one of its own."""
    before = 0
    with Path(path).open("rb") as source:
        next(source, b"")
        for line in source:
            page = json.loads(line)
            content = base64.b64decode(page["content"])
            for found in _of_page(content, page["address"]):
                yield _moved(found, before)
            before += content.count(b"\n") + 1


def _of_page(content: bytes, address: str) -> Iterator[Extracted]:
    with tempfile.NamedTemporaryFile(prefix="sijawara-") as copy:
        copy.write(content)
        copy.flush()
        line = 1
        try:
            for found in _reader(copy.name)[0].records(copy.name, base=address):
                line = found.line
                yield found
        except OSError:
            raise
        except Exception as error:  # given hostile bytes a reader may raise anything; the other pages are still good
            sentence, advice = str(error) if isinstance(error, Refused) else _BROKEN, _ASK
            if log_if_own(error, what="OPDS page"):
                sentence, advice = OWN_ERROR, ASK_ADMINISTRATOR
            problem = Problem(line, f"Halaman {address}"[:200], sentence, advice, is_refusal=True)
            yield Extracted(line, None, (problem,))


def _reader(path: str) -> tuple[Any, str]:
    name = recognise(path)
    if name not in _READERS:
        raise Refused("Alamat ini bukan umpan OPDS. Minta alamat OPDS dari penerbit, atau unggah katalognya.")
    return import_module(_READERS[name]), str(name)


def _moved(found: Extracted, by: int) -> Extracted:
    problems = tuple(replace(problem, line=problem.line + by) for problem in found.problems)
    return replace(found, line=found.line + by, problems=problems)
