from core.pagecache import invalidate_on_change
from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, model_permissions, register_role_permissions
from courses.models.evaluation import EvaluationForm
from courses.opinions.admin import ResultsPanel
from courses.runs.registry import panels


def register() -> None:
    invalidate_on_change(EvaluationForm)  # the process cache of a run, which brings its form along
    for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
        register_role_permissions(role, *model_permissions("courses", "evaluationform"))
    register_role_permissions(TRAINER, "courses.view_evaluationform")
    panels.register("evaluation results", ResultsPanel)
