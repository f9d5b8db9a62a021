"""The screen "Tandai sudah ditinjau"."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.documents.formatting import tanggal
from core.publishing.reviews.fields import Reviewed
from core.publishing.reviews.forms import ReviewForm
from core.publishing.reviews.services import ReviewRefused, mark_reviewed, may_mark_reviewed


class MarkReviewedView(WagtailAdminTemplateMixin, FormView):
    """GET asks for the dates, POST notes them and returns to the page. For whoever may publish this page."""

    template_name = "core/publishing/reviews/mark_reviewed.html"
    form_class = ReviewForm
    page_title = "Tandai sudah ditinjau"
    header_icon = "check"
    request: Any  # somebody has logged in: the admin's door has seen to it

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(self.page, Reviewed):
            raise Http404
        if not may_mark_reviewed(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(form=form, page=self.page, media=form.media, **kwargs)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        try:
            mark_reviewed(page=self.page, by=self.request.user, **form.cleaned_data)
        except ReviewRefused as refused:
            form.add_error(refused.field, refused.message)
            return self.form_invalid(form)
        day = tanggal(form.cleaned_data["reviewed_on"])
        messages.success(self.request, f"“{self.page.title}” ditandai sudah ditinjau pada {day}.")
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
