from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from courses.runs.models.run import CourseRun


@hooks.register("before_delete_page")
def refuse_delete_of_course_with_runs(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse deletion of courses with runs: enrolments and certificates refer to them."""
    if not CourseRun.objects.filter(course__path__startswith=page.path).exists():
        return None
    messages.error(request, f"“{page}” memuat pelatihan yang punya kelas, jadi tidak bisa dihapus. Tarik saja dari situs.")
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def refuse_bulk_delete_of_courses_with_runs(
    request: HttpRequest, action_type: str, objects: Sequence[Model], action_class: type[BulkAction]
) -> HttpResponse | None:
    if action_type != "delete" or not objects or not isinstance(objects[0], Page):
        return None
    for page in objects:
        refused = refuse_delete_of_course_with_runs(request, page)
        if refused is not None:
            return refused
    return None
