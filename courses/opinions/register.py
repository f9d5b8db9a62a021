from core.pages.page_cache import invalidate_on_change
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, model_permissions, register_role_permissions
from courses.opinions.admin import ResultsPanel
from courses.opinions.models import EvaluationForm
from courses.runs.registry import panels


def register() -> None:
    invalidate_on_change(EvaluationForm)  # the process cache of a run, which brings its form along
    for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
        register_role_permissions(role, *model_permissions("courses", "evaluationform"))
    register_role_permissions(TRAINER, "courses.view_evaluationform")
    panels.register("evaluation results", ResultsPanel)
