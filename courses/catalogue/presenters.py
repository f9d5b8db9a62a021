"""Template context of the public course pages."""

from django.conf import settings
from django.http import HttpRequest

from courses.catalogue.forms import CourseFilterForm
from courses.catalogue.selectors import course_list_page, current_runs
from courses.content.models.pages import CourseIndexPage, CoursePage
from courses.content.selectors import outline_of
from courses.runs.registry import OwnCertificate, own_certificate


def present_course_index(page: CourseIndexPage, request: HttpRequest) -> dict[str, object]:
    form = CourseFilterForm(request.GET)
    return {
        "filter_form": form,
        "querystring": form.querystring(),
        "page_obj": course_list_page(index=page, number=request.GET.get("page"), filters=form.filters()),
    }


def present_course(page: CoursePage, request: HttpRequest) -> dict[str, object]:
    runs = current_runs(course=page)
    return {
        "outline": outline_of(course=page),
        "runs": runs,
        "open_runs": [run for run in runs if run.is_open],
        "certificate": _certificate(page, request),
    }


def _certificate(page: CoursePage, request: HttpRequest) -> OwnCertificate | None:
    """Without a session the session must not be read: the page cache keeps the page only if nothing has read it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return own_certificate(user=request.user, course=page)
