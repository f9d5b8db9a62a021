from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        from core.demo import register_demo_seed
        from core.pagecache import invalidate_on_change
        from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
        from core.search.registry import register_search_provider
        from core.site_setup import register_site_setup
        from courses import search
        from courses.models.evaluation import EvaluationForm
        from courses.models.run import CourseRun
        from courses.models.session import RunSession
        from courses.models.test import Test
        from courses.models.topic import Topic
        from courses.services.site_tree import set_up

        # The course page and the list show dates, places and modes of runs, and topics; a run that is kept brings the rest.
        invalidate_on_change(CourseRun, RunSession, Topic, Test, EvaluationForm)
        register_search_provider(search.PROVIDER)
        search.connect()
        register_site_setup("Pelatihan", set_up, order=30)
        register_demo_seed("Kelas contoh", "courses.demo.seed.seed", order=30)
        for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
            register_role_permissions(role, *_all_of("courses", "courserun", "evaluationform", "topic", "question", "test"))
            register_role_permissions(role, *_all_of("core", "mediafile"))
            register_role_permissions(role, "courses.add_questionimport", "courses.view_questionimport")
        register_role_permissions(TRAINER, "courses.view_courserun", "courses.view_evaluationform")
        register_role_permissions(TRAINER, "courses.view_test", "courses.view_question")  # of the courses they teach
        register_role_permissions(TRAINER, "courses.add_question", "courses.change_question")
        for role in (CURRICULUM_ANALYST, ADMINISTRATOR, TRAINER):
            register_role_permissions(role, *_all_of("courses", "announcement"))
        register_role_permissions(TRAINER, "core.view_mediafile", "core.add_mediafile", "core.change_mediafile")


def _all_of(app: str, *models: str) -> list[str]:
    return [f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change", "delete")]
