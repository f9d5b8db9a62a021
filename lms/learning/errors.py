from lms.learning.completion import Step
from lms.learning.models import Note


class StepsMissing(Exception):
    """The evaluation comes last: ``steps`` (lms.learning.completion.Step) of the run's completion rule are still to be
    taken."""

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(", ".join(steps))
        self.steps = steps


class NoteConflict(Exception):
    """The note was saved concurrently; ``note`` is the current row. Nothing was overwritten."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.pk)
        self.note = note
