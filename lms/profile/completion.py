"""Data and documents as a criterion of completion."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.runs.requirements import DOCUMENTS, REQUIREMENTS, in_order


@dataclass(frozen=True)
class DataStanding:
    """Requirements (keys of courses.runs.requirements) that a person doesn't fulfil: not given, refused by staff, not
    checked at yet.

    Data count once given, a contested NIK too; a document once staff have accepted it. ``refused`` has the reasons.
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
        """Label, state and staff's reason of each."""
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
