"""The problems of one product for its publisher, collected while it is read."""

from elibrary.formats.onix.codes import codes_of, name_of
from elibrary.formats.records import Problem

MOST_NOTES = 20
_LOOK_UP = "Cocokkan dengan daftar kode ONIX terbaru dari EDItEUR."


class Notes:
    def __init__(self, line: int, reference: str) -> None:
        self._line = line
        self._reference = reference
        self._problems: dict[str, Problem] = {}
        self.is_refused = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems.values())

    def say(self, message: str, advice: str = "") -> None:
        """Once a record, and not without end: a hostile one could have a thousand wrong codes."""
        if len(self._problems) < MOST_NOTES:
            self._problems.setdefault(message, Problem(self._line, self._reference, message, advice))

    def refuse(self, message: str, advice: str = "") -> None:
        self.is_refused = True
        self._problems[message] = Problem(self._line, self._reference, message, advice, is_refusal=True)

    def code(self, number: int, value: str) -> str:
        """``value`` as it is; one that isn't in the list is reported and returned too."""
        if value and value not in codes_of(number):
            self.say(f"Kode “{value[:30]}” tidak ada dalam daftar ONIX {number} ({name_of(number)}).", _LOOK_UP)
        return value
