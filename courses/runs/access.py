"""Which classes a member of staff may see."""

from typing import Any

from django.db.models import QuerySet

from courses.runs.models.run import CourseRun


def runs_for(user: Any) -> QuerySet[CourseRun]:
    """All of them for those who may change classes; else those that the user teaches. Each with its course."""
    runs = CourseRun.objects.select_related("course")
    return runs if user.has_perm("courses.change_courserun") else runs.taught_by(user)
