"""Captions of a film: WebVTT (or SubRip, which many tools write) read cue by cue and written anew.

What is kept is only what was understood: times, words and a few harmless marks. Styles, regions and notes fall away.
Source: W3C WebVTT, sections 4.1 and 6.1.
"""

import html
import re
from dataclasses import dataclass
from itertools import pairwise

MOST_BYTES = 512 * 1024
_TIMES = re.compile(
    r"^((?:\d{2,}:)?[0-5]\d:[0-5]\d[.,]\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d[.,]\d{3})(?:[ \t]|$)"
)
_LEFT_OUT = re.compile(r"^(NOTE|STYLE|REGION)(\s|$)")
_TAG = re.compile(r"<[^>]*>?")


class CaptionsRefused(ValueError):
    """These are no captions; the message is an Indonesian sentence that names the line."""


@dataclass(frozen=True)
class Cue:
    """Words shown from ``start`` to ``end``, both in milliseconds."""

    start: int
    end: int
    text: str


def clean_captions(data: bytes) -> str:
    """The captions as the site will serve them. Raises CaptionsRefused."""
    return "WEBVTT\n\n" + "\n\n".join(
        f"{_written(cue.start)} --> {_written(cue.end)}\n{html.escape(cue.text, quote=False)}" for cue in read_cues(data)
    )


def read_cues(data: bytes) -> list[Cue]:
    """Every cue in order. Raises CaptionsRefused for another file, a broken time, or no words at all."""
    if len(data) > MOST_BYTES:
        raise CaptionsRefused("Berkas takarir ini terlalu besar: paling banyak 512 KB.")
    lines = _lines(data)
    is_webvtt = bool(lines) and re.match(r"WEBVTT(\s|$)", lines[0]) is not None
    if not is_webvtt and not any(_TIMES.match(line) for line in lines[:10]):
        raise CaptionsRefused("Ini bukan berkas takarir: baris pertama berkas WebVTT berbunyi WEBVTT.")
    cues = [cue for number, block in _blocks(lines, skip=is_webvtt) if (cue := _cue(number, block)) is not None]
    if not cues:
        raise CaptionsRefused("Berkas takarir ini tidak berisi satu kalimat pun.")
    for earlier, later in pairwise(cues):
        if later.start < earlier.start:
            raise CaptionsRefused(
                f"Takarir pada {_written(later.start)} mendahului takarir sebelumnya. Urutkan menurut waktu."
            )
    return cues


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaptionsRefused("Berkas takarir harus ditulis dalam UTF-8. Simpan ulang dengan pengodean UTF-8.") from None
    return text.replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _blocks(lines: list[str], *, skip: bool) -> list[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line; without the head of a WebVTT file."""
    blocks: list[tuple[int, list[str]]] = []
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            blocks.append((number - len(block), block))
            block = []
    return blocks[1:] if skip else blocks


def _cue(number: int, block: list[str]) -> Cue | None:
    if _LEFT_OUT.match(block[0]):
        return None
    at = next((i for i, line in enumerate(block[:2]) if "-->" in line), None)
    if at is None:
        raise CaptionsRefused(f"Baris {number}: tidak ada waktu seperti 00:00:01.000 --> 00:00:04.000.")
    times = _TIMES.match(block[at].strip())
    if times is None:
        raise CaptionsRefused(f"Baris {number + at}: waktu tidak terbaca. Contoh yang benar: 00:00:01.000 --> 00:00:04.000.")
    start, end = _milliseconds(times[1]), _milliseconds(times[2])
    if end <= start:
        raise CaptionsRefused(f"Baris {number + at}: waktu selesai harus sesudah waktu mulai.")
    words = [html.unescape(_TAG.sub("", line)).strip() for line in block[at + 1 :]]
    text = "\n".join(word.replace("-->", "→") for word in words if word)
    return Cue(start, end, text) if text else None


def _milliseconds(written: str) -> int:
    clock, _, thousandths = written.replace(",", ".").partition(".")
    parts = [int(part) for part in clock.split(":")]
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(thousandths)


def _written(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{thousandths:03}"
