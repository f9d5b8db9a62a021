"""The consent texts, by purpose and version (UU 27/2022).

A published version is never edited: a change of wording is a new version below it, so that the proof of
consent (UU 27/2022) can always show what was on the screen.
"""

from dataclasses import dataclass

from lms.consents.models import Consent


@dataclass(frozen=True)
class ConsentText:
    version: str
    words: str


_TEXTS: dict[str, list[ConsentText]] = {
    Consent.Purpose.ACCOUNT: [
        ConsentText(
            "2026-11",
            "Saya setuju Dinas Koperasi dan UKM Provinsi Jawa Timur menyimpan dan memakai nama, alamat e-mail, nomor "
            "telepon (bila saya isi), dan kabupaten/kota saya untuk mengelola akun, pelatihan, sertifikat, dan peminjaman "
            "buku saya, sesuai UU Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.",
        ),
    ],
    Consent.Purpose.CLASS_DATA: [
        ConsentText(
            "2026-11",
            "Saya setuju Dinas Koperasi dan UKM Provinsi Jawa Timur menyimpan dan memakai data diri, data usaha, dan berkas "
            "yang saya isi untuk kelas (seperti NIK, tanggal lahir, NIB, dan kartu identitas) untuk memeriksa syarat "
            "kelas dan melaporkan pelatihan tanpa menyebut nama saya. Persetujuan ini boleh saya tarik kapan saja; data "
            "itu lalu dihapus.",
        ),
    ],
}

NEEDED = frozenset({Consent.Purpose.ACCOUNT})
"""Without these there is no account; they end with it. The others may be withdrawn at any time."""


def current_text(purpose: str) -> ConsentText:
    """What is shown today."""
    return _TEXTS[purpose][-1]


def text_of(consent: Consent) -> ConsentText:
    """What this person agreed to."""
    return next(text for text in _TEXTS[consent.purpose] if text.version == consent.text_version)
