"""Records that say only what has changed (ONIX list 1: 04, 12 to 14). Free of Django."""

from dataclasses import MISSING, Field, fields, replace
from typing import Any

from elibrary.catalogue.records import ProductRecord


def completed(partial: ProductRecord, known: ProductRecord) -> ProductRecord:
    """``known`` with what ``partial`` says instead; what it doesn't say was left out, not emptied."""
    said = {one.name: getattr(partial, one.name) for one in fields(partial)}
    changes = {one.name: said[one.name] for one in fields(partial) if said[one.name] != _unsaid(one)}
    return replace(known, **{**changes, "is_partial": False})


def _unsaid(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return "" if field.default is MISSING else field.default
