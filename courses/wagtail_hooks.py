"""The menu "Pelatihan" and what guards courses in the page tree."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.admin.announcements import AnnouncementViewSet
from courses.admin.copying import CopyCourseView, may_copy
from courses.admin.post_tests import PostTestViewSet
from courses.admin.question_bank import QuestionViewSet
from courses.admin.questions_import import QuestionImportViewSet
from courses.admin.refusals import InUseDeleteView
from courses.admin.runs import CourseRunViewSet
from courses.models.evaluation import EvaluationForm
from courses.models.pages import CoursePage
from courses.models.run import CourseRun
from courses.models.topic import Topic


class EvaluationFormViewSet(ModelViewSet):
    model = EvaluationForm
    icon = "form"
    menu_label = "Formulir evaluasi"
    menu_name = "formulir-evaluasi"
    url_prefix = "pelatihan/evaluasi"
    url_namespace = "courses_evaluation"
    delete_view_class = InUseDeleteView
    list_display = ["name"]
    search_fields = ["name"]
    search_backend_name = None


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    menu_label = "Topik"
    menu_name = "topik"
    url_prefix = "pelatihan/topik"
    url_namespace = "courses_topic"
    copy_view_enabled = False
    delete_view_class = InUseDeleteView
    list_display = ["name"]
    list_export = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None


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


@hooks.register("register_admin_urls")
def register_copy_address() -> list[URLPattern]:
    return [path("pelatihan/salin/<int:pk>/", CopyCourseView.as_view(), name="courses_copy")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_copy_a_course(page: Page, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    if isinstance(page, CoursePage) and may_copy(user, page):
        yield Button("Salin pelatihan", url=reverse("courses_copy", args=[page.pk]), icon_name="copy", priority=35)


@hooks.register("before_copy_page")
def copy_courses_whole(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's own way copies pages alone; a course has questions and tests too."""
    return redirect("courses_copy", page.pk) if isinstance(page.specific_deferred, CoursePage) else None


@hooks.register("before_delete_page")
def keep_courses_with_runs(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course that was ever given stays: enrolments and certificates stand on its runs."""
    if not CourseRun.objects.filter(course__path__startswith=page.path).exists():
        return None
    messages.error(request, f"“{page}” memuat pelatihan yang punya kelas, jadi tidak bisa dihapus. Tarik saja dari situs.")
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_courses_with_runs_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    if action_type != "delete" or not objects or not isinstance(objects[0], Page):
        return None
    for page in objects:
        refused = keep_courses_with_runs(request, page)
        if refused is not None:
            return refused
    return None
