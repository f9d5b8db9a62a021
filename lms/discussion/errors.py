"""Errors of questions and answers. Views turn each into a message."""


class TooManyQuestions(Exception):
    """The participant reached the hourly limit of questions (MOST_AN_HOUR)."""


class QuestionHidden(Exception):
    """A hidden question is neither answered nor shown."""


class AnswerChanged(Exception):
    """The answer was changed concurrently, since the form was loaded."""
