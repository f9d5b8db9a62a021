"""One person as read from a row of the file, validated cell by cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.documents.spreadsheet_reader import FAULT, FORMULA, NUMBER
from lms.invitations.imports import values
from lms.invitations.imports.columns import EMAIL, LABELS, NAME, NIK
from lms.invitations.imports.extract import RawTable
from lms.profile import nik
from lms.profile.business import InvalidNib, parse_nib
from lms.users import phone

Values = Mapping[str, Any]
"""Values of a person by the name of the field: str, or date for the date of birth."""

Cells = Mapping[str, tuple[str, str]]
DETAILS = ("phone", "gender", "birth_date", "business_name", "business_sector", "nib", "cooperative")
LONGEST = 150


@dataclass(frozen=True, repr=False)
class PersonRecord:
    """``problems`` keep the row out; ``notes`` are cells that are left out. Each is a sentence. What is empty is None."""

    row: int
    full_name: str = ""
    email: str = ""
    nik: str | None = None
    regency: str | None = None
    details: Values = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PersonRecord(row={self.row})"

    @property
    def key(self) -> str:
        return f"baris:{self.row}"

    @property
    def title(self) -> str:
        """At most 300 characters; ends in the address, by which an erasure finds the lines about a person."""
        name = self.full_name or "tanpa nama"
        return f"Baris {self.row}: {name} ({self.email})"[-300:] if self.email else f"Baris {self.row}: {name}"


def record_of(raw: RawTable, *, today: date) -> PersonRecord:
    """The record of a row of ``extract.read``; without database access."""
    reader = _Reader(raw["cells"], today)
    if raw["merged"]:
        reader.problems.append("Baris ini memuat sel gabungan. Pisahkan selnya (Unmerge cells), lalu isi setiap baris.")
    given = {name: reader.read(name) for name in _READERS}
    return PersonRecord(
        row=raw["row"],
        full_name=given[NAME] or "",
        email=given[EMAIL] or "",
        nik=given[NIK],
        regency=given["regency"],
        details={name: given[name] for name in DETAILS if given[name] is not None},
        problems=tuple(reader.problems),
        notes=tuple(reader.notes),
    )


class _Reader:
    """Reads the cells of a row and collects the messages."""

    def __init__(self, cells: Cells, today: date) -> None:
        self.cells, self.today = cells, today
        self.problems: list[str] = []
        self.notes: list[str] = []

    def read(self, name: str) -> Any:
        if name not in self.cells:
            return None
        kind, text = self.cells[name]
        try:
            if kind == FORMULA:
                raise values.NotUnderstood("Sel ini berisi rumus. Salin, lalu tempel sebagai nilai (Paste values).")
            if kind == FAULT:
                raise values.NotUnderstood(f"Sel ini berisi kesalahan {text}.")
            return _READERS[name](text, kind, self.today)
        except values.NotUnderstood as error:
            sentences = self.problems if name in {NAME, EMAIL, NIK} else self.notes
            sentences.append(f"{LABELS[name]}: {error}")
            return None


def _name(text: str, kind: str, today: date) -> str:
    if kind == NUMBER or not any(letter.isalpha() for letter in text):
        raise values.NotUnderstood("Ini bukan nama.")
    return _text(text, kind, today)


def _text(text: str, kind: str, today: date) -> str:
    if len(text) > LONGEST:
        raise values.NotUnderstood(f"{len(text)} huruf, paling panjang {LONGEST}.")
    return text


def _email(text: str, kind: str, today: date) -> str:
    address = text.strip().lower().removeprefix("mailto:").strip("<>;, ")
    try:
        validate_email(address)
    except ValidationError:
        raise values.NotUnderstood(
            "Alamat ini tidak lengkap atau lebih dari satu. Tulis satu alamat, seperti siti@contoh.id."
        ) from None
    if len(address) > 254:
        raise values.NotUnderstood("Alamat ini terlalu panjang.")
    return address


def _nik(text: str, kind: str, today: date) -> str:
    """Spreadsheets store 15 significant digits: the sixteenth of a numeric NIK is a spurious 0."""
    if kind == NUMBER and (len(text) != 16 or text.endswith("0")):
        raise values.NotUnderstood(
            "Tersimpan sebagai angka, sehingga angka terakhirnya hilang. Ubah format kolom menjadi Teks, lalu ketik lagi."
        )
    try:
        return nik.parse(text.lstrip("'`")).number
    except nik.InvalidNik as error:
        raise values.NotUnderstood(str(error)) from None


def _phone(text: str, kind: str, today: date) -> str:
    """``81234567890`` has lost its leading zero in the spreadsheet."""
    digits = text.lstrip("'`")
    try:
        return phone.normalise(f"0{digits}" if digits.startswith("8") else digits)
    except phone.InvalidPhone:
        raise values.NotUnderstood("Nomor tidak dikenali. Tulis satu nomor, seperti 0812 3456 7890.") from None


def _nib(text: str, kind: str, today: date) -> str:
    """A number has lost its leading zeros; an NIB has 13 digits."""
    try:
        return parse_nib(text.zfill(13) if kind == NUMBER else text.lstrip("'`"))
    except InvalidNib:
        raise values.NotUnderstood("NIB terdiri atas 13 angka.") from None


_READERS: dict[str, Callable[[str, str, date], Any]] = {
    NAME: _name,
    EMAIL: _email,
    NIK: _nik,
    "regency": lambda text, kind, today: values.read_regency(text),
    "phone": _phone,
    "gender": lambda text, kind, today: values.read_gender(text),
    "birth_date": lambda text, kind, today: values.read_birth_date(text, is_number=kind == NUMBER, today=today),
    "business_name": _text,
    "business_sector": lambda text, kind, today: values.read_sector(text),
    "nib": _nib,
    "cooperative": _text,
}
