"""What a row of the file would change: a decision about one person, as lines of the report. Writes nothing.

Existing values have priority: only empty fields are filled, differences are reported. An account of its own that
has no consent to class data (or has withdrawn it) gets none filled. Values of an account that was found by its NIK
alone are not shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from core.imports.models import ImportLine
from core.imports.records import Line
from core.personal_data.fields import masked_phone
from lms.invitations.imports.columns import LABELS, plain
from lms.invitations.imports.known import Known, phone_hash_of
from lms.invitations.imports.records import PersonRecord, Values
from lms.profile import nik
from lms.profile.business import Sector
from lms.profile.models.profile import Gender, NikWarning, Profile, Regency
from lms.profile.services.nik import hash_of, warnings_of
from lms.users.models import User

Verdict = ImportLine.Verdict
ACCOUNT, ROW = "Akun", "Baris"
_REPAIR = "Perbaiki baris ini, lalu unggah lagi berkasnya."
_ACCOUNT_DATA = ("regency", "phone")
"""Covered by the consent to the account itself; the rest are data for classes."""


@dataclass(frozen=True, repr=False)
class Decision:
    """``user`` is None for a new account. ``fills`` are what is empty now, by field. ``problem`` keeps the row out."""

    record: PersonRecord
    user: User | None
    fills: Values
    lines: tuple[Line, ...]
    problem: str = ""

    @property
    def is_new(self) -> bool:
        return self.user is None and not self.problem


def decide(record: PersonRecord, known: Known) -> Decision:
    """Everything about the person but the class."""
    user, problem = _person(record, known)
    problem = " ".join(record.problems) or problem or _lacking(record, user)
    if problem:
        line = Line(record.key, record.title, ROW, Verdict.PROBLEM, message=problem, advice=_REPAIR)
        return Decision(record, user, {}, (line,), problem)
    fills = _fills(record, user, known)
    lines = [_account_line(record, user, fills, known), *_detail_lines(record, user, fills, known)]
    lines += [Line(record.key, record.title, "Isi sel", Verdict.NOTE, message=note) for note in record.notes]
    lines += _nik_lines(record, user, known)
    return Decision(record, user, fills, tuple(lines))


def line_of(
    record: PersonRecord, part: str, verdict: str, *, before: str = "", after: str = "", message: str = "", advice: str = ""
) -> Line:
    return Line(record.key, record.title, part, verdict, before, after, message, advice)


def _person(record: PersonRecord, known: Known) -> tuple[User | None, str]:
    """The account of the row, or why it can't be determined. The messages reveal no person."""
    owner = known.by_email.get(record.email)
    holder = known.by_nik.get(hash_of(record.nik)) if record.nik else None
    if owner and holder and owner != holder:
        return None, "E-mail dan NIK di baris ini tercatat pada dua akun yang berbeda. Periksa keduanya dengan orangnya."
    user = owner or holder
    if user is not None and owner is None and plain(user.full_name) != plain(record.full_name):
        return None, "NIK ini sudah tercatat atas nama lain. Periksa NIK di KTP orangnya."
    if user is not None and not user.is_active and user.pk not in known.invited:
        return None, "Akun ini ditutup oleh petugas."
    return user, ""


def _lacking(record: PersonRecord, user: User | None) -> str:
    """A new account needs the fields of the sign-up form."""
    if user is not None:
        return ""
    given = {"full_name": record.full_name, "email": record.email, "regency": record.regency}
    missing = [LABELS[name] for name, value in given.items() if not value]
    if not missing:
        return ""
    return " ".join([f"Akun baru memerlukan {' dan '.join(missing)}.", *record.notes])


def _given(record: PersonRecord) -> Values:
    given = {"full_name": record.full_name, "regency": record.regency, "nik": record.nik, **record.details}
    return {name: value for name, value in given.items() if value}


def _current(user: User, profile: Profile | None) -> Values:
    own = {name: getattr(profile, name) for name in (*LABELS.keys() - {"full_name", "email"},)} if profile else {}
    return {"full_name": user.full_name, **{name: value for name, value in own.items() if value}}


def _fills(record: PersonRecord, user: User | None, known: Known) -> Values:
    given = _given(record)
    if "phone" in given and known.phones.get(phone_hash_of(given["phone"]), user and user.pk) != (user and user.pk):
        given = {name: value for name, value in given.items() if name != "phone"}
    if user is None:
        return given
    profile = known.profiles.get(user.pk)
    current = _current(user, profile)
    if profile is None and "regency" not in given:
        return {name: value for name, value in given.items() if name == "full_name" and not current["full_name"]}
    may_all = user.pk in known.invited or user.pk in known.consented
    return {
        name: value
        for name, value in given.items()
        if not current.get(name) and (may_all or name in {"full_name", *_ACCOUNT_DATA})
    }


def _account_line(record: PersonRecord, user: User | None, fills: Values, known: Known) -> Line:
    if user is None:
        after = "; ".join(f"{LABELS[name]}: {shown(name, value)}" for name, value in fills.items())
        return line_of(record, ACCOUNT, Verdict.NEW, after=after, message="Akun baru; undangan dikirim lewat e-mail.")
    state = "sudah diundang, belum diterima" if user.pk in known.invited else "sudah punya akun"
    return line_of(record, ACCOUNT, Verdict.SAME, message=f"Orang ini {state}.")


def _detail_lines(record: PersonRecord, user: User | None, fills: Values, known: Known) -> Iterator[Line]:
    given = _given(record)
    if user is None:
        if "phone" in given and "phone" not in fills:
            yield _phone_taken(record)
        return
    current = _current(user, known.profiles.get(user.pk))
    for name, value in given.items():
        if name in fills:
            yield line_of(record, LABELS[name], Verdict.CHANGED, after=shown(name, value))
        elif not current.get(name):
            yield _left_empty(record, name)
        elif current[name] != value:
            yield _differs(record, user, name, current[name], value, known)
    if record.email and record.email != user.email:
        message = "Akun ini memakai e-mail lain (dikenali dari NIK-nya). E-mail di akun tidak diubah."
        yield line_of(record, LABELS["email"], Verdict.NOTE, after=record.email, message=message)


def _left_empty(record: PersonRecord, name: str) -> Line:
    if name == "phone":
        return _phone_taken(record)
    message = "Tidak diisi: pemilik akun belum menyetujui penyimpanan data kelas, atau kabupaten/kotanya belum ada."
    return line_of(record, LABELS[name], Verdict.NOTE, message=message, advice="Minta orangnya mengisi sendiri di akunnya.")


def _phone_taken(record: PersonRecord) -> Line:
    message = "Nomor ini tidak dapat dipakai untuk orang ini. Akun tetap diproses tanpa nomor itu."
    return line_of(record, LABELS["phone"], Verdict.NOTE, message=message, advice="Periksa nomornya dengan orangnya.")


def _differs(record: PersonRecord, user: User, name: str, old: object, new: object, known: Known) -> Line:
    is_found_by_email = record.email == user.email
    before = shown(name, old) if is_found_by_email else "(berbeda)"
    message = "Berbeda dari isi akun. Isi akun tidak diubah."
    return line_of(record, LABELS[name], Verdict.NOTE, before=before, after=shown(name, new), message=message)


def _nik_lines(record: PersonRecord, user: User | None, known: Known) -> Iterator[Line]:
    """Contradictions between the NIK and the row: notes, never errors."""
    if not record.nik:
        return
    given = {name: record.details[name] for name in ("gender", "birth_date") if name in record.details}
    for code in warnings_of(Profile(nik=record.nik, **given)):
        yield line_of(record, LABELS["nik"], Verdict.NOTE, message=str(NikWarning(code).label))


def shown(name: str, value: object) -> str:
    """A value as the report has it: NIK and telephone number behind their masks."""
    return _SHOWN.get(name, str)(value)


_SHOWN: dict[str, Callable[[Any], str]] = {
    "nik": nik.masked,
    "phone": masked_phone,
    "regency": lambda value: str(Regency(value).label),
    "gender": lambda value: str(Gender(value).label),
    "business_sector": lambda value: str(Sector(value).label),
    "birth_date": lambda value: date_format(value, "j F Y"),
}
