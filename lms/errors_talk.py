"""What can be refused to whoever asks, answers or writes a note. Views turn each into a sentence."""

from lms.models.note import Note


class TooManyQuestions(Exception):
    """The person has asked as often as one may in an hour."""


class QuestionHidden(Exception):
    """A hidden question is neither answered nor shown."""


class AnswerChanged(Exception):
    """Somebody else has answered, or changed the answer, since the form was opened."""


class NoteConflict(Exception):
    """The note was saved from another window since; ``note`` is what stands there now. Nothing was overwritten."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.pk)
        self.note = note
