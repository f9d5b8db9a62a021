"""Apply staff corrections of an offer to its stored MARC record: differing fields are rewritten, others are unchanged.

Differing fields are found by reading the record as an import does. Free of Django.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from elibrary.catalogue.facts import facts_of
from elibrary.formats.marc.editing import Fields, field, with_subfield
from elibrary.formats.marc.fields import product
from elibrary.formats.marc.names import TAGS, names_of
from elibrary.formats.marc.record import WholeField, WholeRecord

Columns = Mapping[str, Any]
"""Column of an offer → value."""
_ANY_DAY = dt.date(2000, 1, 1)
"""MARC prices carry no dates."""


def columns_of(whole: WholeRecord) -> Columns:
    """Column → value, as the record has it."""
    record, _ = product(whole, 0)
    return facts_of(record, today=_ANY_DAY) if record else {}


def corrected(whole: WholeRecord, columns: Columns) -> WholeRecord:
    """``columns`` are those of an offer. Fields that are absent from them or equal to the record are unchanged."""
    values = columns_of(whole)
    differing = {name for name in columns.keys() & values.keys() if columns[name] != values[name]}
    fields = Fields(whole)
    for names, write in _WRITERS.items():
        if differing & set(names):
            write(fields, {**values, **columns})
    return fields.record()


def _title(fields: Fields, values: Columns) -> None:
    """245 $a, $b with the punctuation of ISBD before what follows; parts ($n, $p) are in the title now."""
    title, subtitle = values["title"], values["subtitle"]

    def written(one: WholeField) -> WholeField:
        kept = tuple(part for part in one.subfields if part[0] not in "abnp")
        end = " /" if one.get("c") else ""
        first = ("a", f"{title} :" if subtitle else title + end)
        second = (("b", subtitle + end),) if subtitle else ()
        return WholeField("245", indicators=one.indicators, subfields=(first, *second, *kept))

    fields.change(["245"], written)


def _creators(fields: Fields, values: Columns) -> None:
    """Unchanged names keep their complete fields, with dates and relators; the first name is the main entry."""
    wanted = [name.strip() for name in values["creators"].split(";") if name.strip()]
    named = {one: names_of(one) for one in fields.named(*TAGS)}
    kept = [one for one in named if set(named[one]) & set(wanted)]
    others = [one for one in named if not named[one]]  # works and what else has no name
    fields.change(TAGS, lambda one: None)
    ordered = [found for name in wanted for found in _of_name(name, kept, named)]
    for at, one in enumerate(dict.fromkeys(ordered)):
        fields.add(WholeField(("1" if at == 0 else "7") + one.tag[1:], indicators=one.indicators, subfields=one.subfields))
    fields.add(*others)


def _of_name(name: str, kept: list[WholeField], named: Mapping[WholeField, tuple[str, ...]]) -> list[WholeField]:
    return [one for one in kept if name in named[one]] or [field("700", "0 ", ("a", name))]


def _languages(fields: Fields, values: Columns) -> None:
    codes = values["language"].split()
    fields.put("041", *([field("041", "0 ", *(("a", code) for code in codes))] if codes else []))
    fields.set_fixed("008", 35, (codes or ["   "])[0][:3].ljust(3))


def _carrier(fields: Fields, values: Columns) -> None:
    """Form of item (008/23) and carrier (338, RDA). A file's format is in 347 $b and 856 $q."""
    carrier, file_format = values["carrier"], values["file_format"].upper()
    is_digital = carrier == "digital"
    fields.set_fixed("008", 23, "o" if is_digital else " ")
    words = {"digital": ("online resource", "cr"), "print": ("volume", "nc"), "audio": ("audio disc", "sd")}
    if found := words.get(carrier):
        fields.put("338", field("338", "  ", ("a", found[0]), ("b", found[1]), ("2", "rdacarrier")))
    if not is_digital:
        fields.drop("006", "007")
    fields.put("347", *([field("347", "  ", ("b", file_format))] if file_format else []))
    fields.change(["856"], lambda one: with_subfield(one, "q", file_format) if one.get("q") else one)


def _year(fields: Fields, values: Columns) -> None:
    year = str(values["year"] or "")
    at = [one for one in fields.fields if one.tag == "260" or (one.tag == "264" and one.indicators[1] == "1")]
    if at:
        fields.change(["260", "264"], lambda one: with_subfield(one, "c", year) if one in at else one)
    elif year:
        fields.add(field("264", " 1", ("c", year)))
    fields.set_fixed("008", 7, year.rjust(4)[:4])


def _pages(fields: Fields, values: Columns) -> None:
    pages = f"{values['page_count']} hlm." if values["page_count"] else ""
    first = next(iter(fields.named("300")), None)
    if first is None:
        fields.add(field("300", "  ", ("a", pages)))
        return
    end = " ;" if pages and first.get("c") else ""
    fields.change(["300"], lambda one: with_subfield(one, "a", pages + end) if one is first else one)


def _description(fields: Fields, values: Columns) -> None:
    fields.put("520", *([field("520", "  ", ("a", values["description"]))] if values["description"] else []))


def _price(fields: Fields, values: Columns) -> None:
    """365 $b with the currency in $c; 020 $c is what people wrote before."""
    price = values["price_idr"]
    fields.change(["020"], lambda one: with_subfield(one, "c", ""))
    fields.put("365", *([field("365", "  ", ("b", str(price)), ("c", "IDR"))] if price is not None else []))


def _isbn(fields: Fields, values: Columns) -> None:
    """The number that counts comes first; others stay as they are."""
    if values["isbn13"]:
        own = field("020", "  ", ("a", values["isbn13"]))
        fields.put("020", own, *(one for one in fields.named("020") if one.get("a") != values["isbn13"]))


_WRITERS: dict[tuple[str, ...], Callable[[Fields, Columns], None]] = {
    ("isbn13",): _isbn,
    ("language",): _languages,
    ("creators",): _creators,
    ("title", "subtitle"): _title,
    ("year",): _year,
    ("page_count",): _pages,
    ("carrier", "file_format"): _carrier,
    ("description",): _description,
    ("price_idr",): _price,
}
