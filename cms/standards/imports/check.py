"""Validation of a data file of service standards, with Indonesian error messages. Imports no Django.

A check takes a value and its path in the file and yields errors. Maximum lengths are those of the page's fields, so that a
valid file can be saved.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

Check = Callable[[object, str], Iterator[str]]
JsonObject = Mapping[str, Any]
"""An object of a data file in which ``problems`` found no error."""

MAX_SERVICES = 500
LINK = r"^(/(?!/)|https?://)\S*$"
"""A path on this site or an absolute URL; the editor's form uses the same pattern."""
_SLUG = r"^[-a-zA-Z0-9_]+$"
UNITS_OF_TIME = ("", "minute", "hour", "day", "week", "month")
KINDS = ("uu", "perpu", "pp", "perpres", "permen", "kepmen", "perda", "pergub", "kepgub", "other")
STATUSES = ("unchecked", "in_force", "amended", "revoked")


def text(most: int, *, blank: bool = False) -> Check:
    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, str) or "\x00" in value:
            yield f"{place}: harus berupa teks di antara tanda kutip."
        elif not blank and not value.strip():
            yield f"{place}: belum diisi."
        elif len(value) > most:
            yield f"{place}: {len(value)} huruf, paling panjang {most}."

    return check


def matching(pattern: str, most: int, advice: str) -> Check:
    def check(value: object, place: str) -> Iterator[str]:
        yield from text(most)(value, place)
        if isinstance(value, str) and value and not re.search(pattern, value):
            yield f"{place}: {advice}"

    return check


def optional_link(value: object, place: str) -> Iterator[str]:
    yield from () if value == "" else _link(value, place)


_link = matching(LINK, 300, "isi alamat di situs ini (/pelatihan/) atau alamat lengkap (https://…).")
slug = matching(_SLUG, 100, "hanya huruf, angka, tanda hubung, dan garis bawah; tanpa spasi.")


def integer(least: int, most: int, *, empty: bool = False) -> Check:
    def check(value: object, place: str) -> Iterator[str]:
        if value is None and empty:
            return
        if type(value) is not int or not least <= value <= most:
            yield f"{place}: harus bilangan bulat {least} sampai {most}{' atau null' if empty else ''}, tanpa tanda kutip."

    return check


def one_of(choices: tuple[str, ...]) -> Check:
    def check(value: object, place: str) -> Iterator[str]:
        if value not in choices:
            yield f"{place}: pilih salah satu dari {', '.join(choice or '(kosong)' for choice in choices)}."

    return check


def iso_date(value: object, place: str) -> Iterator[str]:
    try:
        is_date = isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        is_date = False
    if not is_date:
        yield f"{place}: harus tanggal seperti 2025-01-03."


def iso_date_or_none(value: object, place: str) -> Iterator[str]:
    yield from () if value is None else iso_date(value, place)


def boolean(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{place}: harus true atau false."


def list_of(item: Check, *, least: int = 1, most: int = 60) -> Check:
    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place}: harus berupa daftar di antara tanda [ dan ]."
        elif not least <= len(value) <= most:
            yield f"{place}: berisi {len(value)} butir, harus {least} sampai {most}."
        else:
            for number, part in enumerate(value, start=1):
                yield from item(part, f"{place} ke-{number}")

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    known = {**required, **(optional or {})}

    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place}: harus berupa isian di antara tanda {{ dan }}."
            return
        for name in required:
            if name not in value:
                yield f"{place} › {name}: tidak ada dalam berkas."
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{place} › {name}")
            else:
                yield f"{place} › {name[:40]}: nama isian ini tidak dikenal."

    return check


def _span(value: object, place: str) -> Iterator[str]:
    """Either numbers with a unit or text, as in the editor's form."""
    errors = list(_SPAN_FIELDS(value, place))
    yield from errors
    if errors:
        return
    assert isinstance(value, dict)
    typed = value["minimum"] or value["maximum"] or value["unit"]
    if bool(value["words"]) == bool(typed):
        yield f"{place}: isi angka dan satuan, atau kata-kata keputusan; jangan keduanya."
    elif typed and not (value["maximum"] and value["unit"]):
        yield f"{place}: isi maximum dan unit."
    elif (value["minimum"] or 0) > (value["maximum"] or 0):
        yield f"{place}: minimum melebihi maximum."


_SPAN_FIELDS = record(
    {
        "label": text(120, blank=True),
        "minimum": integer(1, 9999, empty=True),
        "maximum": integer(1, 9999, empty=True),
        "unit": one_of(UNITS_OF_TIME),
        "words": text(200, blank=True),
    }
)
_ITEMS = list_of(text(400))
IDENTITY: Mapping[str, Check] = {
    "key": slug,
    "unit": slug,
    "slug": slug,
    "title": text(255),
}
CONTENT: Mapping[str, Check] = {
    "summary": text(250),
    "action_label": text(40, blank=True),
    "action_url": optional_link,
    "reviewed_on": iso_date_or_none,
    "review_due": iso_date_or_none,
    "requirements": list_of(record({"title": text(120, blank=True), "items": list_of(text(300))})),
    "procedure": list_of(record({"text": text(300), "actor": text(120, blank=True)})),
    "durations": list_of(_span),
    "fee_amount": integer(0, 2_000_000_000),
    "fee_basis": text(120, blank=True),
    "fee_words": text(200),
    "product": text(400),
    "complaint_channels": list_of(record({"name": text(120), "url": optional_link})),
    "legal_basis": list_of(text(100)),
    "facilities": _ITEMS,
    "competence": _ITEMS,
    "supervision": text(1000),
    "staff_number": integer(0, 9999),
    "staff_roles": _ITEMS,
    "service_guarantee": text(1000),
    "safety_guarantee": _ITEMS,
    "evaluation": _ITEMS,
}
_DECREE = record({"number": text(80), "date": iso_date, "valid_from": iso_date})
# Omitted fields leave the page unchanged. ``decree``: for a service of another decree than the file's.
_SERVICE = record(IDENTITY, {**CONTENT, "durations_are_alternatives": boolean, "decree": _DECREE})
_LEGAL_BASIS = record(
    {
        "kind": one_of(KINDS),
        "issuer": text(120, blank=True),
        "number": text(60),
        "year": integer(1900, 2200),
        "title": text(400),
    },
    {"status": one_of(STATUSES), "changed_by": text(100), "status_source": text(300), "status_checked_on": iso_date},
)


def _service(value: object, place: str) -> Iterator[str]:
    title = value.get("title") if isinstance(value, dict) else None
    yield from _SERVICE(value, f"{place} ({title[:80]})" if isinstance(title, str) else place)


def _legal_bases(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: harus berupa isian di antara tanda {{ dan }}."
        return
    for key, basis in value.items():
        yield from _LEGAL_BASIS(basis, f"{place} › {key[:100]}")


def _all_text(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, dict) or not all(isinstance(part, str) for part in value.values()):
        yield f"{place}: harus berupa isian teks."


_FILE = record(
    {
        "decree": _DECREE,
        "legal_bases": _legal_bases,
        "units": list_of(
            record(
                {"slug": slug, "title": text(255)},
                {"official_name": text(200, blank=True), "lead": text(400, blank=True)},
            )
        ),
        "services": list_of(_service, most=MAX_SERVICES),
    },
    {"office": _all_text, "audiences": list_of(text(120), least=0)},
)


def problems(raw: object) -> Iterator[str]:
    """Errors of a data file in file order; references are checked only if there are no others."""
    found = list(_FILE(raw, "Berkas"))
    yield from found
    if not found:
        assert isinstance(raw, dict)
        yield from _references(raw)


def _references(raw: JsonObject) -> Iterator[str]:
    units = {unit["slug"] for unit in raw["units"]}
    bases = raw["legal_bases"]
    seen: set[tuple[str, str]] = set()
    for number, service in enumerate(raw["services"], start=1):
        place = f"Berkas › services ke-{number} ({service['title'][:80]})"
        if service["unit"] not in units:
            yield f"{place} › unit: “{service['unit']}” tidak ada di units."
        for key in service.get("legal_basis", ()):
            if key not in bases:
                yield f"{place} › legal_basis: “{key}” tidak ada di legal_bases."
        for name in ("key", "slug"):
            if (name, service[name]) in seen:
                yield f"{place} › {name}: “{service[name]}” dipakai dua kali."
            seen.add((name, service[name]))
    for key, basis in bases.items():
        if _is_cyclic(bases, key):
            yield f"Berkas › legal_bases › {key} › changed_by: berputar kembali ke peraturan ini sendiri."
        if basis.get("changed_by", key) not in bases:
            yield f"Berkas › legal_bases › {key} › changed_by: “{basis['changed_by']}” tidak ada di legal_bases."
        if basis.get("status", "unchecked") != "unchecked" and not (
            "status_source" in basis and "status_checked_on" in basis
        ):
            yield f"Berkas › legal_bases › {key}: status harus disertai status_source dan status_checked_on."


def _is_cyclic(bases: Mapping[str, JsonObject], key: str) -> bool:
    seen: set[str] = set()
    while key in bases and "changed_by" in bases[key]:
        if key in seen:
            return True
        seen.add(key)
        key = bases[key]["changed_by"]
    return False
