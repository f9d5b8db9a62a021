"""Attendance as a criterion of completion."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.runs.terms import meetings_needed


@dataclass(frozen=True)
class AttendanceCount:
    """Meetings attended, against the percentage that the run requires.

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
    def is_fulfilled(self) -> bool:
        return self.meetings > 0 and self.percent >= self.needed_percent

    @property
    def is_used_up(self) -> bool:
        """Never: staff may note attendance, or change the meetings, at any time."""
        return False

    @property
    def words(self) -> str:
        if not self.meetings:
            return _("belum ada pertemuan")
        needed = meetings_needed(percent=self.needed_percent, meetings=self.meetings)
        counts = {"attended": self.attended, "meetings": self.meetings, "needed": needed}
        return _("hadir %(attended)d dari %(meetings)d pertemuan, perlu %(needed)d") % counts
