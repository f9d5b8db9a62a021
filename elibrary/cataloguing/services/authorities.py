"""Authorities: recorded, given other names, joined to their neighbours, merged. Every name leads to one of its kind."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from core.audit.services import audit_log
from elibrary.cataloguing.folding import folded, tidy
from elibrary.cataloguing.models.authority import Authority, AuthorityLink, AuthorityName
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.services.title_index import titles_index

EDITABLE = ("kind", "preferred", "variants", "source", "note")


class NameTaken(Exception):
    """``name`` leads to ``authority`` already."""

    def __init__(self, name: str, authority: Authority) -> None:
        super().__init__(name)
        self.name, self.authority = name, authority


class NotMergeable(Exception):
    """An authority can't be merged with itself or with one of another kind."""


@transaction.atomic
def authority_save(*, authority: Authority, answers: Mapping[str, Any], by: Any, log: bool = False) -> Authority:
    """Record a new authority, or what staff changed. ``variants`` are names. Raises NameTaken."""
    is_new = authority.pk is None
    kept = Authority() if is_new else Authority.objects.select_for_update().get(pk=authority.pk)
    before = {} if is_new else _said(kept)
    for name in ("kind", "preferred", "source", "note"):
        if name in answers:
            setattr(kept, name, tidy(answers[name]) if name == "preferred" else answers[name])
    variants = answers.get("variants", before.get("variants", ()))
    kept.save()
    _put_names(kept, variants)
    after = _said(kept)
    if after != before:
        action = "created" if is_new else "changed"
        changed = {name: value for name, value in after.items() if value != before.get(name)}
        audit_log.record(
            actor=by,
            action=f"elibrary.authority.{action}",
            subject=kept,
            before={name: before[name] for name in changed if name in before},
            after=changed,
            log=log,
        )
        titles_index(_titles_under(kept), by=by)
    elif log:
        audit_log.log_unchanged(actor=by, subject=kept)
    return kept


def authorities_for(*, names: Collection[str], kinds: Iterable[str], kind_of: Any) -> dict[str, Authority]:
    """Name → the authority of one of ``kinds`` that it leads to; those that are missing are recorded, as ``kind_of`` says.

    Inside the caller's transaction and under its audit row.
    """
    wanted = {name: folded(name) for name in names if folded(name)}
    order = list(kinds)
    found = _leading_to(set(wanted.values()), order)
    missing = {fold: tidy(name) for name, fold in wanted.items() if fold not in found}
    for fold, name in missing.items():
        found[fold] = _recorded(name, fold, kind_of(name), order)
    return {name: found[fold] for name, fold in wanted.items()}


@transaction.atomic
def authorities_link(*, one: Authority, other: Authority, by: Any) -> None:
    """See also, from each to the other. Linking twice changes nothing. Raises ValueError for one and the same."""
    if one.pk == other.pk:
        raise ValueError("An authority is no neighbour of itself.")
    first, second = sorted((one, other), key=lambda authority: authority.pk)
    _, is_new = AuthorityLink.objects.get_or_create(first=first, second=second)
    if is_new:
        audit_log.record(actor=by, action="elibrary.authority.linked", subject=first, after={"with": second.pk})


@transaction.atomic
def authorities_unlink(*, one: Authority, other: Authority, by: Any) -> None:
    first, second = sorted((one, other), key=lambda authority: authority.pk)
    if AuthorityLink.objects.filter(first=first, second=second).delete()[0]:
        audit_log.record(actor=by, action="elibrary.authority.unlinked", subject=first, after={"with": second.pk})


@transaction.atomic
def authorities_merge(*, keep: Authority, gone: Authority, by: Any) -> Authority:
    """``gone`` becomes ``keep``: its names are variants now, its uses and neighbours move. Raises NotMergeable."""
    rows = {one.pk: one for one in Authority.objects.select_for_update().filter(pk__in=[keep.pk, gone.pk]).order_by("pk")}
    if len(rows) < 2 or rows[keep.pk].kind != rows[gone.pk].kind:
        raise NotMergeable
    keep, gone = rows[keep.pk], rows[gone.pk]
    before = {"preferred": gone.preferred, "id": gone.pk}
    gone.names.update(authority=keep, is_preferred=False)
    moved = _move_uses(keep, gone)
    _move_links(keep, gone)
    gone.delete()
    titles_index(_titles_under(keep), by=by)
    audit_log.record(actor=by, action="elibrary.authority.merged", subject=keep, before=before, after={"records": moved})
    return keep


def _titles_under(authority: Authority) -> QuerySet[BibliographicRecord]:
    """They are found by every name of it."""
    return BibliographicRecord.objects.filter(slug__isnull=False, uses__authority=authority).distinct()


def _said(authority: Authority) -> dict[str, Any]:
    variants = sorted(authority.names.filter(is_preferred=False).values_list("name", flat=True))
    return {
        "kind": authority.kind,
        "preferred": authority.preferred,
        "variants": variants,
        "source": authority.source,
        "note": authority.note,
    }


def _put_names(authority: Authority, variants: Iterable[str]) -> None:
    wanted = {folded(authority.preferred): authority.preferred}
    for name in map(tidy, variants):
        wanted.setdefault(folded(name), name)
    wanted.pop("", None)
    _refuse_taken(authority, wanted)
    authority.names.all().delete()
    try:
        with transaction.atomic():
            AuthorityName.objects.bulk_create(
                AuthorityName(
                    authority=authority,
                    kind=authority.kind,
                    name=name,
                    folded=fold,
                    is_preferred=name == authority.preferred,
                )
                for fold, name in wanted.items()
            )
    except IntegrityError:  # somebody recorded one of the names a moment ago
        _refuse_taken(authority, wanted)
        raise


def _refuse_taken(authority: Authority, wanted: Mapping[str, str]) -> None:
    taken = AuthorityName.objects.filter(kind=authority.kind, folded__in=wanted).exclude(authority=authority)
    if other := taken.select_related("authority").first():
        raise NameTaken(wanted[other.folded], other.authority)


def _leading_to(folds: Collection[str], kinds: list[str]) -> dict[str, Authority]:
    """The first of ``kinds`` wins where a name leads to several."""
    names = AuthorityName.objects.filter(kind__in=kinds, folded__in=folds).select_related("authority")
    ordered = sorted(names, key=lambda name: kinds.index(name.kind), reverse=True)
    return {name.folded: name.authority for name in ordered}


def _recorded(name: str, fold: str, kind: str, kinds: list[str]) -> Authority:
    """Another import may record the same name at this moment: then it is theirs."""
    try:
        with transaction.atomic():
            authority = Authority.objects.create(kind=kind, preferred=name)
            AuthorityName.objects.create(authority=authority, kind=kind, name=name, folded=fold, is_preferred=True)
    except IntegrityError:
        return _leading_to({fold}, kinds)[fold]
    return authority


def _move_uses(keep: Authority, gone: Authority) -> int:
    """A record that is found under both is found once."""
    twice = [
        (record, role)
        for record, role in gone.uses.values_list("record_id", "role")
        if Heading.objects.filter(authority=keep, record=record, role=role).exists()
    ]
    for record, role in twice:
        gone.uses.filter(record=record, role=role).delete()
    return gone.uses.update(authority=keep) + len(twice)


def _move_links(keep: Authority, gone: Authority) -> None:
    links = AuthorityLink.objects.filter(Q(first=gone) | Q(second=gone))
    neighbours = {pk for pair in links.values_list("first_id", "second_id") for pk in pair} - {keep.pk, gone.pk}
    links.delete()
    AuthorityLink.objects.bulk_create(
        [AuthorityLink(first_id=min(keep.pk, pk), second_id=max(keep.pk, pk)) for pk in neighbours], ignore_conflicts=True
    )
