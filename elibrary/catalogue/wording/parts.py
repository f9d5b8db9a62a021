"""One function for each part of a record that no column of an offer holds completely: its items as text."""

from collections.abc import Callable, Iterator

from elibrary.catalogue.wording.codes import name_of, scheme_of
from elibrary.catalogue.wording.dates import day_of
from elibrary.catalogue.wording.differences import Statement
from elibrary.catalogue.wording.supplies import supplies, territory
from elibrary.formats.records import Identifier, ProductRecord

_TERMS = {
    "concurrency": "pengguna bersamaan",
    "checkouts": "jumlah peminjaman",
    "expires": "berakhir",
    "length": "lama peminjaman (detik)",
}
"""What OPDS 2 calls the terms of a licence."""
_COLUMNS = {"EpubLicense": "lisensi terbuka"}
_BEFORE_LIMIT = {"11", "12", "17", "18", "98", "99"}
"""ONIX list 147: units for the place or time at which a use begins or ends, not for its amount."""


def identifiers(record: ProductRecord) -> Iterator[Statement]:
    for one in record.identifiers:
        yield Statement(_scheme(one), (one.value,), key=(one.scheme, one.type_name))


def contributors(record: ProductRecord) -> Iterator[Statement]:
    for one in record.contributors:
        sorted_as = f"diurutkan sebagai {one.sort_name}" if one.sort_name not in {"", one.name} else ""
        words = (name_of(17, one.role), "lembaga" if one.is_corporate else "", sorted_as)
        yield Statement(one.name, _filled(*words), key=one.name)


def subjects(record: ProductRecord) -> Iterator[Statement]:
    for one in record.subjects:
        words = _filled(" ".join(_filled(one.code, one.text)), "utama" if one.is_main else "")
        yield Statement(scheme_of(27, one.scheme), words, key=(one.scheme, one.code or one.text), kept=1)


def extents(record: ProductRecord) -> Iterator[Statement]:
    for one in record.extents:
        words = " ".join(_filled(one.value.replace(".", ","), name_of(24, one.unit)))
        yield Statement(name_of(23, one.kind), (words,), key=one.kind)


def constraints(record: ProductRecord) -> Iterator[Statement]:
    """What readers may do with the file, and how much of it."""
    for one in record.constraints:
        unit = name_of(147, one.unit)
        limit = (unit, one.limit) if one.unit in _BEFORE_LIMIT else (one.limit, unit)
        words = _filled(name_of(146, one.status), " ".join(_filled(*limit)))
        yield Statement(name_of(145, one.usage) or "penggunaan", words, key=(one.usage, one.unit))


def related(record: ProductRecord) -> Iterator[Statement]:
    for one in record.related:
        numbers = tuple(f"{_scheme(number)} {number.value}" for number in one.identifiers)
        yield Statement(name_of(51, one.relation) or "terkait", numbers, key=(one.relation, one.identifiers[:1]))


def accessibility(record: ProductRecord) -> Iterator[Statement]:
    for one in record.accessibility:
        yield Statement(name_of(196, one.code) or "keterangan", _filled(one.text), key=one.code)


def licences(record: ProductRecord) -> Iterator[Statement]:
    for one in record.licences:
        terms = tuple(f"{_TERMS.get(name, f'“{name}”')} {day_of(value)}" for name, value in one.terms)
        yield Statement(f"lisensi {one.identifier}".strip(), terms, key=one.identifier)


def extra(record: ProductRecord) -> Iterator[Statement]:
    """Columns without a field, by their own headings."""
    for name, value in record.extra:
        yield Statement(_COLUMNS.get(name, name), (value,), key=name)


def sales_territory(record: ProductRecord) -> Iterator[Statement]:
    yield from territory(record.sales_territory)


def product_form(record: ProductRecord) -> Iterator[Statement]:
    return _alone(name_of(150, record.product_form))


def publishing_status(record: ProductRecord) -> Iterator[Statement]:
    return _alone(name_of(64, record.publishing_status))


def protection(record: ProductRecord) -> Iterator[Statement]:
    return _alone(name_of(144, record.protection))


def publication_date(record: ProductRecord) -> Iterator[Statement]:
    return _alone(day_of(record.publication_date))


def publisher_name(record: ProductRecord) -> Iterator[Statement]:
    return _alone(record.publisher_name)


def acquisition_url(record: ProductRecord) -> Iterator[Statement]:
    return _alone(record.acquisition_url)


def call_number(record: ProductRecord) -> Iterator[Statement]:
    return _alone(record.call_number)


SAY: dict[str, Callable[[ProductRecord], Iterator[Statement]]] = {
    "identifiers": identifiers,
    "contributors": contributors,
    "subjects": subjects,
    "product_form": product_form,
    "publisher_name": publisher_name,
    "publication_date": publication_date,
    "publishing_status": publishing_status,
    "sales_territory": sales_territory,
    "extents": extents,
    "supplies": supplies,
    "constraints": constraints,
    "protection": protection,
    "related": related,
    "accessibility": accessibility,
    "licences": licences,
    "acquisition_url": acquisition_url,
    "call_number": call_number,
    "extra": extra,
}


def _alone(text: str) -> Iterator[Statement]:
    return iter([Statement("", (text,))] if text else [])


def _scheme(number: Identifier) -> str:
    scheme = scheme_of(5, number.scheme)
    return f"{scheme} ({number.type_name})" if number.type_name else scheme


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)
