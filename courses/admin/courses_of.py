"""Which courses a member of staff writes questions and tests for."""

from typing import Any

from django.db.models import QuerySet

from courses.models.pages import CoursePage
from courses.models.run import CourseRun


def courses_for(user: Any) -> QuerySet[CoursePage]:
    """Those who write classes: all of them; trainers: the courses that they teach a class of."""
    courses = CoursePage.objects.defer("body").order_by("title")
    if user.has_perm("courses.change_courserun"):
        return courses
    return courses.filter(pk__in=CourseRun.objects.taught_by(user).values("course"))
