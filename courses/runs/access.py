"""Access of staff to runs."""

from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db.models import QuerySet

from courses.runs.models.run import CourseRun


def runs_for(user: PermissionsMixin | AnonymousUser) -> QuerySet[CourseRun]:
    """All runs with permission to change runs; else those that ``user`` teaches. With ``course``."""
    runs = CourseRun.objects.select_related("course")
    return runs if user.has_perm("courses.change_courserun") else runs.taught_by(user)
