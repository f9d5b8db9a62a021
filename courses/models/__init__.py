from .announcement import Announcement
from .copy import CourseCopy
from .evaluation import EvaluationAnswer, EvaluationForm, EvaluationQuestion
from .lesson import LessonPage, ModulePage
from .pages import CourseIndexPage, CoursePage
from .question import Question, QuestionChoice
from .question_import import QuestionImport
from .run import CourseKept, CourseRun, over_at
from .session import RunSession, SessionInUse
from .test import Test
from .topic import Topic

__all__ = [
    "Announcement",
    "CourseCopy",
    "CourseIndexPage",
    "CourseKept",
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
    "SessionInUse",
    "Test",
    "Topic",
    "over_at",
]
