from .evaluation import EvaluationAnswer, EvaluationForm, EvaluationQuestion
from .pages import CourseIndexPage, CoursePage, LessonPage
from .run import CourseRun

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "CourseRun",
    "EvaluationAnswer",
    "EvaluationForm",
    "EvaluationQuestion",
    "LessonPage",
]
