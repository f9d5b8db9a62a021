"""A description → fields of INDOMARC, and the fields that it adds to a stored record."""

from collections.abc import Iterable, Mapping

from elibrary.cataloguing.description import Description, Named
from elibrary.cataloguing.folding import folded
from elibrary.formats.marc.editing import Fields, field
from elibrary.formats.marc.record import WholeField, WholeRecord
from elibrary.formats.values import languages

_LEADER = "00000nam a2200000   4500"
_NAMES = {"person": ("00", "1 "), "corporate": ("10", "2 "), "meeting": ("11", "2 ")}
_SUBJECTS = {"place": "651", "genre": "655", "title": "630"}
_ELECTRONIC = "elektronik"
ACCESSION = "990"
"""INDOMARC's field for nomor induk."""


def built(said: Description) -> WholeRecord:
    fields = Fields(WholeRecord(_LEADER, ()))
    fields.fields = [one for one in _fields(said) if one.is_control or one.subfields]
    return _with_items(fields, said).record()


def added(whole: WholeRecord, said: Description) -> WholeRecord:
    """Class, call number, subjects and items of the library, in a record that came from elsewhere."""
    fields = Fields(whole)
    if said.words.get("ddc"):
        fields.put("082", field("082", "04", ("a", said.words["ddc"])))
    if said.words.get("call_number"):
        fields.put("090", field("090", "  ", ("a", said.words["call_number"])))
    known = {folded(value) for one in whole.fields if one.tag.startswith("6") for _, value in one.subfields}
    fields.add(*(_subject(one) for one in said.subjects if folded(one.name) not in known))
    return _with_items(fields, said).record()


def _with_items(fields: Fields, said: Description) -> Fields:
    known = {value for one in fields.named(ACCESSION) for _, value in one.subfields}
    fields.add(*(field(ACCESSION, "  ", ("a", number)) for number in said.items if number not in known))
    return fields


def _fields(said: Description) -> Iterable[WholeField]:
    get = said.words.get
    yield WholeField("001", data=said.control)
    yield WholeField("008", data=_fixed(said.words))
    number = get("isbn_issn", "")
    yield field("022" if len(number.replace("-", "")) == 8 else "020", "  ", ("a", number))
    yield field("082", "04", ("a", get("ddc", "")))
    yield field("084", "  ", ("a", get("other_class", "")))
    yield field("090", "  ", ("a", get("call_number", "")))
    yield from (_creator(one, "1") for one in said.creators[:1])
    yield _title(said)
    yield field("250", "  ", ("a", get("edition", "")))
    yield field("264", " 1", ("a", get("place", "")), ("b", get("publisher_name", "")), ("c", get("published", "")))
    yield field("300", "  ", ("a", get("collation", "")))
    yield field("338", "  ", *_carrier(get("material", "")))
    yield field("490", "0 ", ("a", get("series", "")))
    yield field("520", "  ", ("a", get("notes", "")))
    yield from (_subject(one) for one in said.subjects)
    yield from (_creator(one, "7") for one in said.creators[1:])
    if get("image", "").startswith("http"):
        yield field("856", "42", ("3", "Sampul"), ("u", get("image", "")))


def _title(said: Description) -> WholeField:
    words = said.words
    title, subtitle, by = (words.get(name, "") for name in ("title", "subtitle", "responsibility"))
    end = " /" if by else ""
    first = ("a", f"{title} :" if subtitle else title + end)
    return field("245", f"{1 if said.creators else 0}0", first, ("b", subtitle and subtitle + end), ("c", by))


def _creator(one: Named, start: str) -> WholeField:
    tail, indicators = _NAMES.get(one.kind, _NAMES["person"])
    is_single = one.kind == "person" and "," not in one.name
    return field(start + tail, "0 " if is_single else indicators, ("a", one.name))


def _subject(one: Named) -> WholeField:
    if one.kind in _NAMES:
        tail, indicators = _NAMES[one.kind]
        return field(f"6{tail}", f"{indicators[0]}4", ("a", one.name))
    return field(_SUBJECTS.get(one.kind, "650"), " 4", ("a", one.name))


def _carrier(material: str) -> tuple[tuple[str, str], ...]:
    if _ELECTRONIC in material.casefold():
        return ("a", "online resource"), ("b", "cr"), ("2", "rdacarrier")
    return ()


def _fixed(words: Mapping[str, str]) -> str:
    """008 for books, forty characters. Without a date of entry: the same description gives the same record."""
    year = words.get("published", "")
    year = year if len(year) == 4 and year.isdigit() else "    "
    codes, _ = languages.read(words.get("language", ""))
    form = "o" if _ELECTRONIC in words.get("material", "").casefold() else " "
    kind = "s" if year.strip() else "n"
    return f"{'':6}{kind}{year}    {'io':<3}{'':5}{form}{'':11}{codes[0] if codes else '   '} d"
