"""What can be refused to whoever asks, answers or writes a note. Views turn each into a sentence."""


class TooManyQuestions(Exception):
    """The person has asked as often as one may in an hour."""


class QuestionHidden(Exception):
    """A hidden question is neither answered nor shown."""


class AnswerChanged(Exception):
    """Somebody else has answered, or changed the answer, since the form was opened."""
