"""Writes to the list of people's words ("padanan kata")."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from core.audit.services import audit_log
from core.search.models import Synonym


@transaction.atomic
def synonym_save(*, synonym: Synonym, by: AbstractBaseUser | None) -> Synonym:
    """Add or change a row. Raises ValidationError for words that the search always leaves out or that are listed already."""
    before = Synonym.objects.filter(pk=synonym.pk).first()
    synonym.full_clean()
    synonym.save()
    action = "core.synonym.changed" if before else "core.synonym.added"
    facts = {"before": _facts(before), "after": _facts(synonym)}
    is_changed = facts["before"] != facts["after"]
    audit_log.record(actor=by, action=action, subject=synonym, **facts, log=True, content_changed=is_changed)
    return synonym


@transaction.atomic
def synonym_delete(*, synonym: Synonym, by: AbstractBaseUser) -> None:
    audit_log.record(actor=by, action="core.synonym.removed", subject=synonym, before=_facts(synonym), log=True)
    synonym.delete()


@transaction.atomic
def seed_synonyms(*, words: Mapping[str, str]) -> int:
    """The first filling; how many rows were added. A list that has rows is the editors' and stays as it is.

    Raises ValidationError for words that the search always leaves out.
    """
    if not words or Synonym.objects.exists():
        return 0
    rows = [Synonym(said=said, meant=meant) for said, meant in words.items()]
    for row in rows:
        row.clean()
    Synonym.objects.bulk_create(rows)
    audit_log.record(actor=None, action="core.synonym.seeded", subject=rows[0], after={"rows": len(rows)})
    return len(rows)


def _facts(synonym: Synonym | None) -> dict[str, str]:
    return {"said": synonym.said, "meant": synonym.meant} if synonym else {}
