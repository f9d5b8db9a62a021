"""The library's own catalogue: a description is begun, from an offer or a book or from nothing, and corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from core.audit.services import audit_log
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.call_numbers import call_number
from elibrary.cataloguing.ddc import NotDdc, read
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import WORDS, BibliographicRecord, Heading
from elibrary.cataloguing.services.authorities import authorities_for
from elibrary.cataloguing.services.title_index import titles_index
from elibrary.formats.values.languages import name_of
from elibrary.formats.values.people import is_corporate

Kind, Role = Authority.Kind, Heading.Role
HEADINGS = {"creators": Role.CREATOR, "subjects": Role.SUBJECT}
KINDS = {
    Role.CREATOR: list(Authority.NAMES),
    Role.SUBJECT: [Kind.SUBJECT, Kind.PLACE, Kind.GENRE, Kind.TITLE, *Authority.NAMES],
}


@transaction.atomic
def record_save(
    *, record: BibliographicRecord, answers: Mapping[str, Any], by: Any, log: bool = False
) -> BibliographicRecord:
    """Record a new description, or what staff changed about one. ``creators`` and ``subjects`` are names in their order.

    ``call_number`` is taken as it is written; an empty one is made by rule. Raises NotDdc.
    """
    is_new = record.pk is None
    kept = record if is_new else BibliographicRecord.objects.select_for_update().get(pk=record.pk)
    changed = record_write(record=kept, answers=answers)
    if changed:
        action = "created" if is_new else "changed"
        after = {"fields": changed}
        audit_log.record(actor=by, action=f"elibrary.bibliographic.{action}", subject=kept, after=after, log=log)
    elif log:
        audit_log.log_unchanged(actor=by, subject=kept)
    return kept


def record_write(*, record: BibliographicRecord, answers: Mapping[str, Any]) -> list[str]:
    """The names of what became another. Inside the caller's transaction and under its audit row. Raises NotDdc."""
    values = {name: answers[name] for name in (*WORDS, "other_class") if name in answers}
    if "ddc" in answers:
        values["ddc"] = read(answers["ddc"])
    is_new = record.pk is None
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    if is_new or changed:
        record.save()
    headed = [name for name, role in HEADINGS.items() if name in answers and _put_headings(record, role, answers[name])]
    numbered = ["call_number"] if _put_call_number(record, answers.get("call_number")) else []
    written = [*changed, *headed, *numbered]
    if written:
        titles_index([record])
    return written


@transaction.atomic
def record_for_offer(*, offer: Offer, by: Any) -> BibliographicRecord:
    """The description of an offer; begun with what the catalogue says when there is none yet."""
    offer = Offer.objects.select_for_update().select_related("publisher").get(pk=offer.pk)
    known = BibliographicRecord.objects.filter(offer=offer).first()
    if known is not None:
        return known
    return record_save(record=BibliographicRecord(offer=offer), answers=words_of_offer(offer), by=by)


@transaction.atomic
def record_for_book(*, book: Book, by: Any) -> BibliographicRecord:
    """The description of a book; begun with what its record says when there is none yet."""
    book = Book.objects.select_for_update().get(pk=book.pk)
    known = BibliographicRecord.objects.filter(book=book).first()
    if known is not None:
        return known
    return record_save(record=BibliographicRecord(book=book), answers=words_of_book(book), by=by)


def words_of_offer(offer: Offer) -> dict[str, Any]:
    """What a description may begin with; a number that is no DDC stands among the other classes."""
    said = offer.record
    subjects = [one for one in said.get("subjects", ()) if one["scheme"] in {"keyword", "lcsh", "category"} and one["text"]]
    classes = [one["code"] for one in said.get("subjects", ()) if one["scheme"] == "ddc"]
    return {
        "title": offer.title,
        "subtitle": offer.subtitle,
        "material": _material(offer),
        "edition": offer.edition,
        "isbn_issn": offer.isbn13 or "",
        "publisher_name": (said.get("publisher_name") or offer.publisher.name)[:200],
        "place": next((value for name, value in said.get("extra", ()) if name == "Kota terbit"), "")[:100],
        "published": str(offer.year or ""),
        "collation": f"{offer.page_count} hlm." if offer.page_count else "",
        "series": offer.series,
        "language": name_of(offer.language.partition(" ")[0]),
        "notes": offer.description,
        "image": offer.cover_url[:300],
        "creators": _names(offer.creators),
        "subjects": list(dict.fromkeys(one["text"] for one in subjects)),
        "call_number": said.get("call_number", "")[:100],
        **class_words(classes[0] if classes else ""),
    }


def words_of_book(book: Book) -> dict[str, Any]:
    return {
        "title": book.title,
        "material": "Sumber elektronik",
        "publisher_name": book.publisher_name,
        "published": str(book.year or ""),
        "collation": f"{book.page_count} hlm." if book.page_count else "",
        "language": name_of(book.language),
        "notes": book.description,
        "creators": _names(book.creators),
    }


def class_words(written: str) -> dict[str, str]:
    """A class number of any system, in the column where it belongs."""
    try:
        return {"ddc": read(written), "other_class": ""}
    except NotDdc:
        return {"ddc": "", "other_class": written.strip()[:40]}


def _names(written: str) -> list[str]:
    return [name for one in written.split(";") if (name := one.strip())]


def _material(offer: Offer) -> str:
    words = {"digital": "Sumber elektronik", "print": "Teks", "audio": "Rekaman suara"}
    return words.get(offer.carrier, "")


def _put_headings(record: BibliographicRecord, role: str, names: Sequence[str]) -> bool:
    """Whether anything moved. A name that leads to an authority which the record has already is no change."""
    found = authorities_for(
        names=list(dict.fromkeys(names)),
        kinds=KINDS[Role(role)],
        kind_of=_kind_of_creator if role == Role.CREATOR else lambda name: Kind.SUBJECT,
    )
    wanted = list(dict.fromkeys(found[name].pk for name in names if name in found))
    before = list(record.uses.filter(role=role).order_by("position", "pk").values_list("authority_id", flat=True))
    if before == wanted:
        return False
    record.uses.filter(role=role).delete()
    Heading.objects.bulk_create(
        Heading(record=record, authority_id=pk, role=role, position=at) for at, pk in enumerate(wanted)
    )
    return True


def _kind_of_creator(name: str) -> str:
    return Kind.CORPORATE if is_corporate(name) else Kind.PERSON


def _put_call_number(record: BibliographicRecord, written: str | None) -> bool:
    """What staff wrote stays; what was made by rule is made again. Nothing written: made by rule from now on."""
    before = (record.call_number, record.is_call_number_own)
    made = made_call_number(record)
    if written is not None:
        written = " ".join(written.split())[:100]
        record.is_call_number_own = written not in {"", made}
        record.call_number = written or made
    elif not record.is_call_number_own:
        record.call_number = made
    if (record.call_number, record.is_call_number_own) == before:
        return False
    record.save(update_fields=["call_number", "is_call_number_own", "changed_at"])
    return record.call_number != before[0]


def made_call_number(record: BibliographicRecord) -> str:
    main = record.uses.filter(role=Role.CREATOR).select_related("authority").order_by("position", "pk").first()
    heading = main.authority if main else None
    return call_number(
        ddc=record.ddc,
        heading=heading.preferred if heading else "",
        is_person=heading is not None and heading.kind == Kind.PERSON,
        title=record.title,
    )
