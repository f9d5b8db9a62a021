"""What the sandbox is told and what it answers. Free of Django: the child imports this too."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.sandbox.own_errors import OWN_ERROR


class Reason(StrEnum):
    MEMORY = "memori"
    TIME = "waktu"
    BROKEN = "rusak"
    OWN_ERROR = "kesalahan sistem"
    TOO_LARGE = "terlalu besar"
    STOPPED = "terhenti"
    REFUSED = "ditolak"
    DISK_FULL = "penuh"


SENTENCES = {
    Reason.MEMORY: "Berkas ini membutuhkan terlalu banyak memori untuk dibaca.",
    Reason.TIME: "Berkas ini terlalu lama dibaca.",
    Reason.BROKEN: "Berkas ini rusak atau isinya tidak sesuai dengan jenisnya.",
    Reason.OWN_ERROR: OWN_ERROR,
    Reason.TOO_LARGE: "Isi berkas ini terlalu besar untuk diproses.",
    Reason.STOPPED: "Pembacaan berkas ini terhenti di tengah jalan.",
    Reason.DISK_FULL: "Ruang simpan server penuh. Hubungi pengelola sistem.",
}

MEBIBYTE = 1024 * 1024


class Refused(Exception):
    """Raised by a parser: the file is whole, but we don't take it. The message is an Indonesian sentence."""


@dataclass(frozen=True)
class Limits:
    """Bytes and seconds. ``cpu`` counts work, ``wall`` the clock; ``file`` bounds each file that the parser writes."""

    memory: int = 1024 * MEBIBYTE
    cpu: int = 60
    wall: float = 90.0
    output: int = 16 * MEBIBYTE
    file: int = 64 * MEBIBYTE


@dataclass(frozen=True)
class Verdict:
    """``value`` when ``ok``; otherwise why not: ``reason`` for code, ``sentence`` for people, ``detail`` for the log."""

    ok: bool
    value: Any = None
    reason: Reason | None = None
    sentence: str = ""
    detail: str = ""

    @property
    def may_pass_later(self) -> bool:
        """The cause may lie in the machine rather than in the file, so another try makes sense."""
        return self.reason in {Reason.TIME, Reason.STOPPED, Reason.DISK_FULL}


def failure(reason: Reason, *, sentence: str = "", detail: str = "") -> Verdict:
    return Verdict(ok=False, reason=reason, sentence=sentence or SENTENCES[reason], detail=detail)
