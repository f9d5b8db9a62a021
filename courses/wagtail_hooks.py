"""The menu "Pelatihan" and the hooks of the subjects."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

import courses.catalogue.wagtail_hooks
import courses.runs.wagtail_hooks  # noqa: F401 - registers what it defines
from courses.content.admin import TopicViewSet
from courses.opinions.admin import EvaluationFormViewSet
from courses.questions.admin.bank import QuestionViewSet
from courses.questions.admin.imports import QuestionImportViewSet
from courses.questions.admin.tests import PostTestViewSet
from courses.runs.admin.announcements import AnnouncementViewSet
from courses.runs.admin.runs import CourseRunViewSet


class LearningGroup(ModelViewSetGroup):
    menu_label = "Pelatihan"
    menu_name = "pelatihan"
    menu_icon = "openquote"
    menu_order = 220
    items = (
        CourseRunViewSet(),
        AnnouncementViewSet(),
        QuestionViewSet(),
        QuestionImportViewSet(),
        PostTestViewSet(),
        EvaluationFormViewSet(),
        TopicViewSet(),
    )


@hooks.register("register_admin_viewset")
def register_learning_menu() -> LearningGroup:
    return LearningGroup()
