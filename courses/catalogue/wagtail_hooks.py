from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from core.people.types import Person
from courses.catalogue.admin import CopyCourseView, may_copy
from courses.content.models.pages import CoursePage


@hooks.register("register_admin_urls")
def register_copy_url() -> list[URLPattern]:
    return [path("pelatihan/salin/<int:pk>/", CopyCourseView.as_view(), name="courses_copy")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def course_copy_button(page: Page, user: Person, next_url: str | None = None, **kwargs: object) -> Iterator[Button]:
    if isinstance(page, CoursePage) and may_copy(user, page):
        yield Button("Salin pelatihan", url=reverse("courses_copy", args=[page.pk]), icon_name="copy", priority=35)


@hooks.register("before_copy_page")
def redirect_course_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's copy view copies pages only; a course also has questions and tests."""
    return redirect("courses_copy", page.pk) if isinstance(page.specific_deferred, CoursePage) else None
