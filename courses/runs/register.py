from core.pages.page_cache import invalidate_on_change
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, model_permissions, register_role_permissions
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession


def register() -> None:
    invalidate_on_change(CourseRun, RunSession)  # the course page and the list show dates, places and modes
    for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
        register_role_permissions(role, *model_permissions("courses", "courserun", "announcement"))
    register_role_permissions(TRAINER, "courses.view_courserun", *model_permissions("courses", "announcement"))
