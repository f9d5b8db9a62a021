"""Predicts whether a person of the file gets a seat in the file's run."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.imports.records import Line
from courses.runs.models.run import CourseRun
from courses.runs.requirements import in_order, labels_of
from lms.enrolment.selectors.enrolments import seats_left
from lms.invitations.imports.compare import Decision, Verdict, line_of
from lms.invitations.imports.known import Known
from lms.profile.selectors import FIELDS

CLASS = "Kelas"
FULL = "Kursi kelas ini habis."
CLOSED = "Pendaftaran kelas ini sedang tidak dibuka."
_LATER = "Tambah kuota kelas atau pilih kelas lain, lalu unggah lagi berkasnya."


@dataclass
class Roster:
    """Counts down the free seats row by row, in the order of the file."""

    run: CourseRun
    is_open: bool
    left: int | None

    @classmethod
    def of(cls, run: CourseRun) -> "Roster":
        return cls(run, run.is_open, seats_left(run=run))

    def line(self, decision: Decision, known: Known) -> Line:
        record, user = decision.record, decision.user
        if user is not None and user.pk in known.enrolled:
            return line_of(record, CLASS, Verdict.SAME, message="Sudah terdaftar di kelas ini.")
        if not self.is_open:
            return line_of(record, CLASS, Verdict.PROBLEM, message=CLOSED, advice="Buka pendaftarannya, lalu unggah lagi.")
        if missing := self._missing(decision, known):
            return line_of(record, CLASS, Verdict.PROBLEM, message=lacking(missing), advice=COMPLETE_THEMSELVES)
        if self.left == 0:
            return line_of(record, CLASS, Verdict.PROBLEM, message=FULL, advice=_LATER)
        if self.left is not None:
            self.left -= 1
        return line_of(record, CLASS, Verdict.NEW, after=str(self.run.name), message="Didaftarkan ke kelas ini.")

    def _missing(self, decision: Decision, known: Known) -> list[str]:
        """The result of ``missing_requirements`` once the row is applied."""
        user = decision.user
        profile = known.profiles.get(user.pk) if user else None
        filled = {name for names in FIELDS.values() for name in names if profile and getattr(profile, name)}
        filled |= decision.fills.keys()
        given = {key for key, names in FIELDS.items() if filled >= set(names)}
        given |= known.files.get(user.pk, set()) if user else set()
        return [key for key in in_order(self.run.requirements) if key not in given]


COMPLETE_THEMSELVES = "Orangnya melengkapi sendiri di akunnya, lalu mendaftar. Undangan akun baru menuju ke sana."


def lacking(keys: Iterable[str]) -> str:
    return f"Belum dapat didaftarkan: kelas ini meminta {', '.join(labels_of(keys))}."
