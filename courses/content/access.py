"""Which courses a member of staff writes questions and tests for."""

from typing import Any

from django.db.models import QuerySet

from courses.content.models.pages import CoursePage


def courses_for(user: Any) -> QuerySet[CoursePage]:
    """All of them for those who may change classes; else the courses of which the user teaches a class. Without body."""
    courses = CoursePage.objects.defer("body").order_by("title")
    if user.has_perm("courses.change_courserun"):
        return courses
    return courses.filter(pk__in=CoursePage.objects.filter(runs__instructors=user).values("pk"))
