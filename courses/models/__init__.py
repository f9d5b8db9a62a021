from courses.models.announcement import Announcement
from courses.models.copy import CourseCopy
from courses.models.evaluation import EvaluationAnswer, EvaluationForm, EvaluationQuestion
from courses.models.lesson import LessonPage, ModulePage
from courses.models.pages import CourseIndexPage, CoursePage
from courses.models.question import Question, QuestionChoice
from courses.models.question_import import QuestionImport
from courses.models.run import CourseKept, CourseRun, over_at
from courses.models.session import RunSession, SessionInUse
from courses.models.test import Test
from courses.models.topic import Topic

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
