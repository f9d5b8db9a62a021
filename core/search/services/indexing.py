"""Keeps the index true to the database. Apps call ``index_subject`` in the transaction that changes a subject."""

from collections.abc import Callable, Iterator

from django.contrib.auth.base_user import AbstractBaseUser

from core.jobs.models import Job
from core.jobs.services import enqueue
from core.search.engines.current import get_engine
from core.search.protocol import Document
from core.search.registry import SearchProvider, all_providers, get_provider


def index_subject(*, kind: str, ref: str, requested_by: AbstractBaseUser | None = None) -> Job:
    """Have the subject indexed as it stands after this transaction, or taken out if it is gone or hidden by then."""
    return enqueue(
        kind="core.index_subject",
        subject=f"{kind}:{ref}",
        payload={"kind": kind, "ref": ref},
        requested_by=requested_by,
    )


def bring_up_to_date(*, kind: str, ref: str) -> int:
    """Put what the subject's provider says into the index; return how many documents. Doing it twice changes nothing.

    A kind that no app registers any more is taken out. Raises SearchUnavailable.
    """
    provider = get_provider(kind)
    documents = list(provider.documents(ref)) if provider else []
    if documents:
        get_engine().replace(kind, ref, documents)
    else:
        get_engine().remove(kind, ref)
    return len(documents)


def rebuild_index(*, progress: Callable[[SearchProvider, int], None] = lambda provider, done: None) -> int:
    """Fill the index anew from every provider; readers keep the old one until the end. Raises SearchUnavailable."""
    return get_engine().rebuild(_all_documents(progress))


def _all_documents(progress: Callable[[SearchProvider, int], None]) -> Iterator[Document]:
    for provider in all_providers():
        for done, ref in enumerate(provider.refs(), start=1):
            yield from provider.documents(ref)
            progress(provider, done)
