"""Access of staff to courses: whose questions and tests they may edit."""

from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import QuerySet

from courses.content.models.pages import CoursePage


def courses_for(user: PermissionsMixin | AnonymousUser) -> QuerySet[CoursePage]:
    """All courses with permission to change runs; else the courses of runs that ``user`` teaches. ``body`` is deferred."""
    courses = CoursePage.objects.defer("body").order_by("title")
    if user.has_perm("courses.change_courserun"):
        return courses
    return courses.filter(pk__in=CoursePage.objects.filter(runs__instructors=user).values("pk"))
