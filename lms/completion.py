"""The completion rule of a class: what a run asks of a person before the evaluation opens.

Evaluation and certificate are the last steps of every class, in this order and in one request (the decree's procedure).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from core.requirements import DOCUMENTS, REQUIREMENTS, in_order
from courses.models.test import Test
from lms.models.attempt import Attempt


class Step(StrEnum):
    """In the order in which a person takes them."""

    DATA = "data"
    LESSONS = "lessons"
    ATTENDANCE = "attendance"
    TEST = "test"
    EVALUATION = "evaluation"
    CERTIFICATE = "certificate"


def in_words(steps: list[Step]) -> str:
    """Steps that open the evaluation, as the end of a sentence: "semua pelajaran selesai, kehadiran cukup, dan …"."""
    words = {
        Step.DATA: _("data dan berkas lengkap dan diterima"),
        Step.LESSONS: _("semua pelajaran selesai"),
        Step.ATTENDANCE: _("kehadiran cukup"),
        Step.TEST: _("lulus post-test"),
    }
    return listed([words[step] for step in steps if step in words])


def listed(words: list[str]) -> str:
    if len(words) < 3:
        return _(" dan ").join(words)
    return _("%(first)s, dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@dataclass(frozen=True)
class DataStanding:
    """What a run asks to know (keys of core.requirements) and hasn't got: not given, refused by staff, not looked at yet.

    Data count once they are given, a contested NIK too; a paper once staff have accepted it. ``refused`` has the reasons.
    """

    missing: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def is_fulfilled(self) -> bool:
        return not (self.missing or self.waiting or self.refused)

    @property
    def to_do(self) -> list[str]:
        """What the person can do something about; the rest is in the hands of staff."""
        return in_order([*self.missing, *self.refused])

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What each is called, how it stands, and what staff wrote about it."""
        keys = in_order([*self.missing, *self.waiting, *self.refused])
        return [(REQUIREMENTS[key].label, self._state_of(key), self.refused.get(key, "")) for key in keys]

    @property
    def words(self) -> str:
        return "; ".join(f"{label} {state}" for label, state, _reason in self.lines)

    def _state_of(self, key: str) -> str:
        if key in self.refused:
            return _("ditolak: unggah lagi")
        if key in self.waiting:
            return _("menunggu diperiksa")
        return _("belum diunggah") if key in DOCUMENTS else _("belum diisi")


@dataclass(frozen=True)
class AttendanceCount:
    """How often a person came, against the percentage that the run asks.

    All meetings of the run count, also those still to come. Rounding never goes against the person: two of three meetings
    are 66.67 %, which satisfies 67. A run whose meetings were all removed can't be satisfied.
    """

    attended: int
    meetings: int
    needed_percent: int

    @property
    def percent(self) -> int:
        """Rounded up."""
        return -(-100 * self.attended // self.meetings) if self.meetings else 0

    @property
    def is_enough(self) -> bool:
        return self.meetings > 0 and self.percent >= self.needed_percent

    @property
    def words(self) -> str:
        if not self.meetings:
            return _("belum ada pertemuan")
        counts = {"attended": self.attended, "meetings": self.meetings, "needed": self.needed_percent}
        return _("hadir %(attended)d dari %(meetings)d, perlu %(needed)d %%") % counts


def mark_of(right: int, asked: int) -> int:
    """Per cent of right answers, rounded up as attendance is; each question counts the same."""
    return -(-100 * right // asked) if asked else 0


@dataclass(frozen=True)
class TestStanding:
    """How a person stands with the test of their class: all their sittings, the oldest first.

    ``extra`` are tries that staff have given this person besides those of the test.

    The best mark counts. Who has passed once has passed, whatever staff change in the test later; a pass mark that was
    lowered since counts in the person's favour.
    """

    __test__ = False  # pytest: a rule, not a class of tests

    test: Test
    attempts: list[Attempt] = field(default_factory=list)
    extra: int = 0

    @property
    def allowed(self) -> int | None:
        """Sittings for this person; None when they aren't counted."""
        return None if self.test.attempts_allowed is None else self.test.attempts_allowed + self.extra

    @property
    def used(self) -> int:
        return len(self.attempts)

    @property
    def left(self) -> int | None:
        """Sittings that can still be begun; None when they aren't counted."""
        return None if self.allowed is None else max(self.allowed - self.used, 0)

    @property
    def ended(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if not attempt.is_open]

    @property
    def open_attempt(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.is_open), None)

    @property
    def best_mark(self) -> int | None:
        return max((attempt.mark for attempt in self.ended if attempt.mark is not None), default=None)

    @property
    def is_passed(self) -> bool:
        reached = self.best_mark is not None and self.best_mark >= self.test.pass_mark
        return reached or any(attempt.passed for attempt in self.attempts)

    @property
    def is_used_up(self) -> bool:
        """Nothing left to try, and not passed."""
        return not self.is_passed and self.open_attempt is None and self.left == 0

    @property
    def shows_answers(self) -> bool:
        """Whether the right answers of an ended sitting may be seen now."""
        if self.test.show_answers == Test.ShowAnswers.AT_END:
            return self.open_attempt is None and (self.is_passed or self.left == 0)
        return self.test.show_answers == Test.ShowAnswers.ALWAYS and self.open_attempt is None

    @property
    def words(self) -> str:
        if self.is_passed:
            return _("lulus dengan nilai %(mark)d") % {"mark": self.best_mark}
        parts = [self._mark_words]
        if self.open_attempt is not None:
            parts.append(_("sedang dikerjakan"))
        elif self.left is not None:
            parts.append(_("sisa %(left)d kesempatan") % {"left": self.left} if self.left else _("kesempatan habis"))
        return ", ".join(parts)

    @property
    def _mark_words(self) -> str:
        needed = {"mark": self.best_mark, "needed": self.test.pass_mark}
        if self.best_mark is None:
            return _("perlu nilai %(needed)d") % needed
        return _("nilai terbaik %(mark)d, perlu %(needed)d") % needed
