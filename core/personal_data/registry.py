"""Registry of personal data: shown on "Data saya", exported as a copy, erased on request (UU 27/2022).

Subjects register a provider for each kind of data in ``register.py``. A test fails for every model that refers to an
account and that no provider lists, so that export and erasure are complete.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db.models import Count, QuerySet, Value

from core.registry import Registry

Fact = tuple[str, str]


class RowCount(NamedTuple):
    """A fact that is a number of rows. ``pattern`` is its Indonesian text and contains ``%d``. Zero rows are left out."""

    label: str
    rows: QuerySet[Any]
    pattern: str


class PersonalDataProvider(ABC):
    """One kind of personal data.

    ``key`` is its key in the exported copy, ``models`` the labels of its tables ("lms.Profile"). ``purpose`` is what it is
    processed for, ``retention`` how long it is stored and what remains after the account is erased; both are Indonesian
    sentences. A subclass overrides ``facts`` or, for plain numbers, ``row_counts``: those of all providers are read in one
    query.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    purpose: ClassVar[str]
    retention: ClassVar[str]
    models: ClassVar[tuple[str, ...]]
    correct_url_name: ClassVar[str] = ""

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        return []

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        """The data stored now, as label and value for the screen; secrets masked. A fixed number of queries."""
        counts = self.row_counts(user)
        return _count_facts(counts, _numbers(counts))

    @abstractmethod
    def export(self, user: AbstractBaseUser) -> object:
        """All data stored about ``user``, unmasked, as a value that JSON can represent."""

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        """The person's files for the copy: a name and the stored file."""
        return ()

    def erase(self, user: AbstractBaseUser) -> None:  # noqa: B027 - most have nothing to add
        """Remove what deleting the account doesn't cascade to. Runs in the transaction of the erasure."""


_providers: Registry[PersonalDataProvider] = Registry("personal data")


def register_personal_data(provider: PersonalDataProvider, *, order: int) -> None:
    """Providers are sorted by ``order``. Raises AlreadyRegistered for a second provider with the same key."""
    _providers.register(provider.key, provider, order=order)


def personal_data_providers() -> list[PersonalDataProvider]:
    return list(_providers)


def personal_data_of(user: AbstractBaseUser) -> list[tuple[PersonalDataProvider, list[Fact]]]:
    """Each provider with the facts stored about ``user`` now."""
    counts_of = [(provider, provider.row_counts(user)) for provider in personal_data_providers()]
    numbers = iter(_numbers([count for _, counts in counts_of for count in counts]))
    return [
        (provider, _count_facts(counts, [next(numbers) for _ in counts]) if counts else provider.facts(user))
        for provider, counts in counts_of
    ]


def _numbers(counts: Sequence[RowCount]) -> list[int]:
    """The number of rows of each, in one query."""
    if not counts:
        return []
    first, *others = (
        count.rows.order_by()
        .annotate(place=Value(place))
        .values("place")
        .annotate(number=Count("pk"))
        .values_list("place", "number")
        for place, count in enumerate(counts)
    )
    found = dict(first.union(*others, all=True).order_by()) if others else dict(first)
    return [found.get(place, 0) for place in range(len(counts))]


def _count_facts(counts: Sequence[RowCount], numbers: Sequence[int]) -> list[Fact]:
    return [(count.label, count.pattern % number) for count, number in zip(counts, numbers, strict=True) if number]
