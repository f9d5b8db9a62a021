"""Which description a row of SLiMS is about, and what it would change. Writes nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from core.imports.models import ImportLine
from core.imports.records import Line
from elibrary.cataloguing.folding import folded
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.selectors import slims_cells_of
from elibrary.cataloguing.services.bibliographic import class_columns
from elibrary.cataloguing.slims.rows import SlimsRow
from elibrary.formats.values.prose import one_line

Verdict = ImportLine.Verdict
Role = Heading.Role
FIELDS = {
    "title": "title",
    "gmd_name": "material",
    "edition": "edition",
    "isbn_issn": "isbn_issn",
    "publisher_name": "publisher_name",
    "publish_year": "published",
    "collation": "collation",
    "series_title": "series",
    "call_number": "call_number",
    "language_name": "language",
    "place_name": "place",
    "notes": "notes",
    "image": "image",
    "sor": "responsibility",
}
"""Column of SLiMS → column of a description; ``classification`` is one of two."""
NAMES = {"authors": ("creators", Role.CREATOR), "topics": ("subjects", Role.SUBJECT)}
_LONGEST = {one.name: getattr(one, "max_length", None) for one in BibliographicRecord._meta.concrete_fields}
_ITEMS = "Nomor induk"
_SEE_ITEM = "Periksa kode eksemplar di SLiMS; di sini satu nomor induk hanya untuk satu eksemplar."


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Decision:
    """``answers`` go to ``record_write``; ``items`` are numbers that the record gets."""

    number: int
    row: SlimsRow
    verdict: str
    record: BibliographicRecord | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    problem: str = ""
    advice: str = ""

    @property
    def key(self) -> str:
        return key_of(self.number, self.row)


Numbered = tuple[int, SlimsRow]


def key_of(number: int, row: SlimsRow) -> str:
    return f"{number}|{row.line}|{row.cells.get('title', '')[:80]}"


def identity_of(row: SlimsRow) -> tuple[str, ...]:
    """The identity of a row without items."""
    cells = row.cells
    author = next(iter(row.many("authors")), "")
    return tuple(map(folded, (cells["title"], cells["isbn_issn"], author, cells["edition"], cells["publish_year"])))


def decide(batch: Sequence[Numbered]) -> list[Decision]:
    """A verdict for each row, in their order; a fixed number of queries."""
    usable = [row for _, row in batch if not row.fault]
    known = _Known(usable)
    return [_decision(number, row, known) for number, row in batch]


def lines_of(decision: Decision) -> Iterator[Line]:
    row = decision.row
    subject = f"Baris {row.line}: {row.cells.get('title', '')[:200]}"
    if decision.problem:
        yield Line(decision.key, subject, "Cantuman", decision.verdict, message=decision.problem, advice=decision.advice)
    elif decision.verdict == Verdict.CHANGED:
        for one in decision.changes:
            yield Line(decision.key, subject, one.label, decision.verdict, one.before[:1000], one.after[:1000])
    else:
        yield Line(decision.key, subject, "Cantuman", decision.verdict, after=_summary(row))


class _Known:
    """The descriptions that rows may be about, and who has their item codes."""

    def __init__(self, rows: Collection[SlimsRow]) -> None:
        codes = {code for row in rows for code in row.many("item_code")}
        self.owners = dict(Accession.objects.filter(number__in=codes).values_list("number", "record_id"))
        titles = {part for row in rows for part in _titles(row)}
        numbers = {row.cells["isbn_issn"] for row in rows} - {""}
        found = Q(pk__in=self.owners.values()) | Q(title__in=titles) | Q(isbn_issn__in=numbers)
        names = Prefetch("uses", Heading.objects.select_related("authority").prefetch_related("authority__names"))
        records = BibliographicRecord.objects.filter(found).prefetch_related(names, "accessions").order_by("pk")
        self.by_pk = {record.pk: record for record in records}
        self.by_title: dict[str, list[BibliographicRecord]] = {}
        for record in self.by_pk.values():
            self.by_title.setdefault(folded(record.whole_title), []).append(record)

    def record_for(self, row: SlimsRow) -> BibliographicRecord | None:
        """By an item that both have, where title or ISBN agree too; else by ISBN and title; else by the whole identity."""
        alike = self.by_title.get(folded(row.cells["title"]), [])
        owned = [self.by_pk[self.owners[code]] for code in row.many("item_code") if code in self.owners]
        for record in owned:
            if record in alike or (row.cells["isbn_issn"] and record.isbn_issn == row.cells["isbn_issn"]):
                return record
        if row.cells["isbn_issn"]:
            return next((one for one in alike if folded(one.isbn_issn) == folded(row.cells["isbn_issn"])), None)
        return next((one for one in alike if _identity(one) == identity_of(row)), None)


def _titles(row: SlimsRow) -> tuple[str, ...]:
    """A description may hold title and subtitle apart."""
    title = one_line(row.cells["title"])[:500]
    return title, title.partition(" : ")[0]


def _identity(record: BibliographicRecord) -> tuple[str, ...]:
    words = slims_cells_of(record)
    author = next(iter(words["authors"]), "")
    return tuple(map(folded, (words["title"], words["isbn_issn"], author, words["edition"], words["publish_year"])))


def _decision(number: int, row: SlimsRow, known: _Known) -> Decision:
    if row.fault:
        return Decision(
            number, row, Verdict.PROBLEM, problem=row.fault, advice="Perbaiki barisnya di SLiMS, lalu ekspor lagi."
        )
    record = known.record_for(row)
    codes = row.many("item_code")
    taken = [code for code in codes if known.owners.get(code, record and record.pk) != (record and record.pk)]
    if taken:
        title = known.by_pk[known.owners[taken[0]]].title[:100]
        problem = f"Nomor induk {taken[0]} sudah dipakai “{title}”."
        return Decision(number, row, Verdict.PROBLEM, problem=problem, advice=_SEE_ITEM)
    if wrong := next((code for code in codes if len(code) > 40), ""):
        return Decision(
            number, row, Verdict.PROBLEM, problem=f"Kode eksemplar “{wrong[:60]}” terlalu panjang.", advice=_SEE_ITEM
        )
    items = tuple(code for code in codes if code not in known.owners)
    if record is None:
        return Decision(number, row, Verdict.NEW, answers=_answers(row), items=items)
    answers, changes = _changes(row, record)
    if items:
        changes.append(Change(_ITEMS, "; ".join(one.number for one in record.accessions.all()), "; ".join(codes)))
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return Decision(number, row, verdict, record, answers, items, tuple(changes))


def _answers(row: SlimsRow) -> dict[str, Any]:
    """The values of a row; an empty cell has none."""
    values: dict[str, Any] = {name: _cell(row, column) for column, name in FIELDS.items() if _cell(row, column)}
    if row.cells["classification"]:
        values |= class_columns(row.cells["classification"])
    for column, (name, _) in NAMES.items():
        if row.many(column):
            values[name] = list(row.many(column))
    if "title" in values:
        values["subtitle"] = ""
    return values


def _changes(row: SlimsRow, record: BibliographicRecord) -> tuple[dict[str, Any], list[Change]]:
    values, current = _answers(row), slims_cells_of(record)
    answers: dict[str, Any] = {}
    changes: list[Change] = []
    for column, name in FIELDS.items():
        if name in values and one_line(_bare(values[name])) != one_line(_bare(current[column])):
            answers |= {"title": values["title"], "subtitle": ""} if name == "title" else {name: values[name]}
            changes.append(Change(_label(name), current[column], values[name]))
    if "ddc" in values and (values["ddc"] or values["other_class"]) != current["classification"]:
        answers |= {name: values[name] for name in ("ddc", "other_class")}
        changes.append(Change("Nomor kelas", current["classification"], values["ddc"] or values["other_class"]))
    for column, (name, role) in NAMES.items():
        if name in values and not _same_names(values[name], record, role):
            answers[name] = values[name]
            changes.append(
                Change("Pengarang" if name == "creators" else "Subjek", "; ".join(current[column]), "; ".join(values[name]))
            )
    return answers, changes


def _same_names(names: Sequence[str], record: BibliographicRecord, role: str) -> bool:
    """Every name leads to a heading of the record, and every heading is named; in any order, by any variant."""
    leads = {
        name.folded: use.authority_id for use in record.uses.all() if use.role == role for name in use.authority.names.all()
    }
    named = [leads.get(folded(name)) for name in names if folded(name)]
    return None not in named and set(named) == set(leads.values())


def _cell(row: SlimsRow, column: str) -> str:
    """As long as the column of a description; a note keeps its paragraphs."""
    written = row.cells[column]
    if column == "notes":
        return written.strip()
    return one_line(written)[: _LONGEST[FIELDS[column]]]


def _bare(text: str) -> str:
    """SLiMS takes backslashes away when it reads a file."""
    return text.replace("\\", "")


def _label(name: str) -> str:
    return str(BibliographicRecord._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _summary(row: SlimsRow) -> str:
    parts = [row.cells["title"], "; ".join(row.many("authors")), row.cells["isbn_issn"], row.cells["classification"]]
    items = row.many("item_code")
    return " · ".join(part for part in (*parts, f"{len(items)} eksemplar" if items else "") if part)[:1000]
