from core.pages.page_cache import invalidate_on_change
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, model_permissions, register_role_permissions
from courses.questions.models.test import Test


def register() -> None:
    invalidate_on_change(Test)  # the process caches of a test and of a run, which brings its test along
    for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
        register_role_permissions(role, *model_permissions("courses", "question", "test"))
        register_role_permissions(role, "courses.add_questionimport", "courses.view_questionimport")
    # Limited to the courses of runs that they teach.
    register_role_permissions(TRAINER, "courses.view_test", "courses.view_question")
    register_role_permissions(TRAINER, "courses.add_question", "courses.change_question")
