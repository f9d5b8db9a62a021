from django.shortcuts import get_object_or_404

from courses.runs.access import runs_for
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from lms.users.models import User


def get_session_for_staff(user: User, session_id: int) -> RunSession:
    """A meeting of a class that this member of staff may see: trainers, of those they teach."""
    return get_object_or_404(RunSession.objects.select_related("run__course"), pk=session_id, run__in=runs_for(user))


def get_run_for_staff(user: User, run_id: int) -> CourseRun:
    """A class that this member of staff may see."""
    return get_object_or_404(runs_for(user), pk=run_id)
