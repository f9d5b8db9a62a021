"""The post-test as a criterion of completion."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.questions.models.test import Test
from lms.assessment.models import Attempt


def mark_of(right: int, total: int) -> int:
    """Percentage of right answers, rounded up as for attendance; questions have equal weight."""
    return -(-100 * right // total) if total else 0


@dataclass(frozen=True)
class TestStanding:
    """A person's standing in the post-test of their run: all their attempts, the oldest first.

    ``extra`` is the number of extra attempts given by staff.

    The best mark counts. A passed attempt stays passed whatever staff change in the test later; a pass mark that was
    lowered since counts in the person's favour.
    """

    __test__ = False  # pytest: a rule, not a class of tests

    test: Test
    attempts: list[Attempt] = field(default_factory=list)
    extra: int = 0

    @property
    def allowed(self) -> int | None:
        """Allowed attempts; None when unlimited."""
        return None if self.test.attempts_allowed is None else self.test.attempts_allowed + self.extra

    @property
    def used(self) -> int:
        return len(self.attempts)

    @property
    def left(self) -> int | None:
        """Attempts left; None when unlimited."""
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
    def is_fulfilled(self) -> bool:
        return self.is_passed

    @property
    def is_used_up(self) -> bool:
        """No attempt left or open, and not passed."""
        return not self.is_passed and self.open_attempt is None and self.left == 0

    @property
    def shows_answers(self) -> bool:
        """Whether the right answers of ended attempts may be shown now (``Test.show_answers``)."""
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
