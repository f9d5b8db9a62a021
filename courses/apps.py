from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Pelatihan"

    def ready(self) -> None:
        """Subjects register from the bottom up. Imported here: models have to be loaded."""
        from courses.catalogue import register as catalogue
        from courses.content import register as content
        from courses.demo import register as demo
        from courses.opinions import register as opinions
        from courses.questions import register as questions
        from courses.runs import register as runs

        for subject in (content, questions, runs, opinions, catalogue, demo):
            subject.register()
