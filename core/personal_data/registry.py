"""Which app holds what about a person: shown on "Data saya", handed out as a copy, removed on request (UU 27/2022).

Subjects register a provider for each kind of data in ``register.py``. A test walks every model: one that points to an
account and that no provider names fails the suite, so that nothing about a person is forgotten in a copy or left behind by
an erasure.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db.models import Count, QuerySet, Value

from core.registry import Registry

Fact = tuple[str, str]


class Counted(NamedTuple):
    """A fact that is a number of rows: ``words`` has ``%d`` in it. None are no fact."""

    label: str
    rows: QuerySet[Any]
    words: str


class PersonalDataProvider(ABC):
    """One kind of data. ``key`` names its part of the copy, ``models`` the tables it speaks for ("lms.Profile").

    ``why``: what it is used for. ``kept``: how long, and what stays when the account goes. A kind says what is held in
    ``facts`` or, where that is numbers alone, in ``counted``: those of all kinds are found in one query.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    why: ClassVar[str]
    kept: ClassVar[str]
    models: ClassVar[tuple[str, ...]]
    correct_url_name: ClassVar[str] = ""

    def counted(self, user: AbstractBaseUser) -> list[Counted]:
        return []

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        """What is held now, as label and value for the screen; secrets masked. A fixed number of queries."""
        counted = self.counted(user)
        return _said(counted, _numbers(counted))

    @abstractmethod
    def export(self, user: AbstractBaseUser) -> Any:
        """Everything that is held, as JSON can carry it, in full: it goes to the person alone."""

    def files(self, user: AbstractBaseUser) -> Iterable[tuple[str, File]]:
        """The person's files for the copy: a name and the stored file."""
        return ()

    def erase(self, user: AbstractBaseUser) -> None:  # noqa: B027 - most have nothing to add
        """Remove what deleting the account doesn't remove by itself. Runs in the transaction of the erasure."""


_providers: Registry[PersonalDataProvider] = Registry("personal data")


def register_personal_data(provider: PersonalDataProvider, *, order: int) -> None:
    """Kinds stand by ``order``. Raises AlreadyRegistered for a second provider with the same key."""
    _providers.register(provider.key, provider, order=order)


def personal_data_providers() -> list[PersonalDataProvider]:
    return list(_providers)


def held_about(user: AbstractBaseUser) -> list[tuple[PersonalDataProvider, list[Fact]]]:
    """Each kind of data with what is held of it now."""
    counted = [(provider, provider.counted(user)) for provider in personal_data_providers()]
    numbers = iter(_numbers([one for _, several in counted for one in several]))
    return [
        (provider, _said(several, [next(numbers) for _ in several]) if several else provider.facts(user))
        for provider, several in counted
    ]


def _numbers(counted: Sequence[Counted]) -> list[int]:
    """How many rows each has, in one query."""
    if not counted:
        return []
    first, *others = (
        one.rows.order_by()
        .annotate(place=Value(place))
        .values("place")
        .annotate(number=Count("pk"))
        .values_list("place", "number")
        for place, one in enumerate(counted)
    )
    found = dict(first.union(*others, all=True).order_by()) if others else dict(first)
    return [found.get(place, 0) for place in range(len(counted))]


def _said(counted: Sequence[Counted], numbers: Sequence[int]) -> list[Fact]:
    return [(one.label, one.words % number) for one, number in zip(counted, numbers, strict=True) if number]
