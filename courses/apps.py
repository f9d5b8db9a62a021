from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        from core.demo import register_demo_seed
        from core.pagecache import invalidate_on_change
        from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER, register_role_permissions
        from core.site_setup import register_site_setup
        from courses import demo
        from courses.models import CourseRun
        from courses.services.site_tree import set_up

        invalidate_on_change(CourseRun)  # the course page and the list show dates and modes of runs
        register_site_setup("Pelatihan", set_up, order=30)
        register_demo_seed("Kelas contoh", demo.seed, order=30)
        for role in (CURRICULUM_ANALYST, ADMINISTRATOR):
            register_role_permissions(
                role,
                *(
                    f"courses.{verb}_{model}"
                    for model in ("courserun", "evaluationform")
                    for verb in ("view", "add", "change", "delete")
                ),
            )
        register_role_permissions(TRAINER, "courses.view_courserun", "courses.view_evaluationform")
