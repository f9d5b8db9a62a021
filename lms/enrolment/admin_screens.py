"""Base of the staff screens about the participants of one run: permission and breadcrumbs."""

from typing import ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic.base import TemplateResponseMixin, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.runs.access import runs_for
from lms.users.decorators import AuthenticatedRequest

VIEW, CHANGE, WRITE = "lms.view_enrolment", "lms.change_enrolment", "lms.add_runmessage"


class RunScreen(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """A screen about one run: 403 without ``permission``, 404 for a run that a trainer doesn't teach."""

    permission: ClassVar[str] = VIEW
    request: AuthenticatedRequest

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.run = get_object_or_404(runs_for(request.user), pk=kwargs["run"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.run.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("courses_run:index"), "label": "Kelas"},
            {"url": reverse("courses_run:inspect", args=[self.run.pk]), "label": self.run.name},
            *self.between(),
            {"url": "", "label": self.get_page_title()},
        ]

    def between(self) -> list[dict[str, str]]:
        """The steps between the run and this screen."""
        return [{"url": self.roster_url, "label": "Peserta"}]

    @property
    def roster_url(self) -> str:
        return reverse("lms_roster:index", args=[self.run.pk])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        may = {"may_change": user.has_perm(CHANGE), "may_write": user.has_perm(WRITE)}
        return super().get_context_data(run=self.run, roster_url=self.roster_url, **{**may, **kwargs})
