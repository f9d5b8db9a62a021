"""Gathers the models of courses: Django looks for them here."""

from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.models.pages import CourseCopy, CourseIndexPage, CoursePage, Topic
from courses.opinions.models import EvaluationAnswer, EvaluationForm, EvaluationQuestion
from courses.questions.models.question import Question, QuestionChoice
from courses.questions.models.question_import import QuestionImport
from courses.questions.models.test import Test
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession

__all__ = [
    "Announcement",
    "CourseCopy",
    "CourseIndexPage",
    "CoursePage",
    "CourseRun",
    "EvaluationAnswer",
    "EvaluationForm",
    "EvaluationQuestion",
    "LessonPage",
    "ModulePage",
    "Question",
    "QuestionChoice",
    "QuestionImport",
    "RunSession",
    "Test",
    "Topic",
]
