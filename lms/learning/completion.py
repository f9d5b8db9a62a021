"""The completion rule of a run: the criteria to fulfil before the evaluation opens.

Evaluation and certificate are the last steps of every class, in this order and in one request (the decree's procedure).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.registry import Registry
from lms.enrolment.models.enrolment import Enrolment


class Step(StrEnum):
    """The criteria, in the order in which participants fulfil them."""

    DATA = "data"
    LESSONS = "lessons"
    ATTENDANCE = "attendance"
    TEST = "test"
    EVALUATION = "evaluation"
    CERTIFICATE = "certificate"


class Standing(Protocol):
    """The state of an enrolment in one criterion."""

    @property
    def is_fulfilled(self) -> bool: ...

    @property
    def is_used_up(self) -> bool:
        """Not fulfilled, and no attempt left."""

    @property
    def words(self) -> str: ...


StandingT_co = TypeVar("StandingT_co", bound=Standing, covariant=True)


class StandingsReader(Protocol[StandingT_co]):
    def __call__(self, *, enrolments: Sequence[Enrolment]) -> Mapping[int, StandingT_co]:
        """By enrolment, for those whose run requires it. A constant number of queries; none where no run requires it."""


@dataclass(frozen=True)
class Criterion(Generic[StandingT_co]):
    """A registered criterion of completion: its step, its label, and the reader of standings."""

    step: Step
    words: str | Promise
    standings: StandingsReader[StandingT_co]


criteria: Registry[Criterion[Standing]] = Registry("completion criteria")


def register_criterion(criterion: Criterion[Standing], *, order: int) -> None:
    """Called from a subject's ``register.py``; ``order`` is that of ``Step``."""
    criteria.register(criterion.step, criterion, order=order)


def in_words(steps: list[Step]) -> str:
    """Steps that open the evaluation, as the end of a sentence: "semua pelajaran selesai, kehadiran cukup, dan …"."""
    words = {
        Step.DATA: _("data dan berkas lengkap dan diterima"),
        Step.LESSONS: _("semua pelajaran selesai"),
        **{criterion.step: str(criterion.words) for criterion in criteria},
    }
    return listed([words[step] for step in steps if step in words])


def listed(words: list[str]) -> str:
    if len(words) < 3:
        return _(" dan ").join(words)
    return _("%(first)s, dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
