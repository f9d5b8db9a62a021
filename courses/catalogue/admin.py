"""The staff screen that copies a course."""

import uuid

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.admin.actions import AdminScreen
from core.people.types import Person
from courses.catalogue.services import course_copy
from courses.content.models.pages import CoursePage
from courses.runs.models.run import CourseRun


def may_copy(user: Person, course: CoursePage) -> bool:
    """Whether ``user`` may add a page under the parent of ``course``."""
    return bool(course.get_parent().permissions_for_user(user).can_add_subpage())


class CopyCourseForm(forms.Form):
    """``token`` makes the submission idempotent."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CopyCourseView(AdminScreen, TemplateView):
    """GET asks for confirmation; POST copies and redirects to the list of pages."""

    template_name = "courses/catalogue/admin/course_copy.html"
    page_title = "Salin pelatihan"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.course = get_object_or_404(CoursePage, pk=kwargs["pk"])
        if not may_copy(request.user, self.course):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.course.title

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(course=self.course, form=CopyCourseForm(), **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = CopyCourseForm(request.POST)
        token = form.cleaned_data["token"] if form.is_valid() else None
        assert request.user.is_authenticated  # the permission was checked in dispatch
        copy = course_copy(course=self.course, by=request.user, token=token)
        messages.success(
            request,
            f"“{copy.title}” dibuat sebagai draf. Ubah judulnya, lalu isinya.",
            buttons=[
                messages.button(reverse("wagtailadmin_pages:edit", args=[copy.pk]), "Ubah"),
                *self._first_run_button(copy),
            ],
        )
        return redirect("wagtailadmin_explore", copy.get_parent().pk)

    def _first_run_button(self, copy: CoursePage) -> list[tuple[str, str, bool]]:
        """Link to a new run of the copy, prefilled from the newest run of the original. Empty without the permission."""
        run = CourseRun.objects.filter(course=self.course, cancelled_at=None).order_by("-pk").first()
        if run is None or not self.request.user.has_perm("courses.change_courserun"):
            return []
        return [messages.button(f"{reverse('courses_run:copy', args=[run.pk])}?pelatihan={copy.pk}", "Buat kelasnya")]
