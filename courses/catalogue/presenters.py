"""Template context of the public course pages."""

from django.http import HttpRequest

from courses.catalogue.forms import CourseFilterForm
from courses.catalogue.selectors import course_list_page, current_runs, next_open_run
from courses.content.models.pages import CourseIndexPage, CoursePage
from courses.content.selectors import outline_of


def present_course_index(page: CourseIndexPage, request: HttpRequest) -> dict[str, object]:
    form = CourseFilterForm(request.GET)
    return {
        "filter_form": form,
        "querystring": form.querystring(),
        "page_obj": course_list_page(index=page, number=request.GET.get("page"), filters=form.filters()),
    }


def present_course(page: CoursePage, request: HttpRequest) -> dict[str, object]:
    runs = current_runs(course=page)
    return {"outline": outline_of(course=page), "runs": runs, "next_run": next_open_run(runs)}
