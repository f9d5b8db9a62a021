"""Staff screens of an import, the same for every kind: send a file, read what it changes, apply it, see what came of it.

An app subclasses ``ImportViewSet`` with the form of its import, and extends ``core/imports/import_run.html``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from core.documents.xlsx import workbook_response
from core.files.uploads.checks import UploadRefused
from core.imports import selectors as imports
from core.imports.driver import request_apply, waiting_job
from core.imports.forms import EXAMPLE, ImportFileForm
from core.imports.models import ImportLine, ImportRun
from core.imports.report import report_sheet
from core.imports.services import AlreadyChecking, WrongState

RELOAD_SECONDS = 3
LINES_A_PAGE = 50


class ImportsPolicy(ModelPermissionPolicy):
    """A run is sent and read; nobody edits or deletes the report of what happened."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "view"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


@dataclass(frozen=True)
class StartFile:
    """A file to start from, to be had beside the list: an example with our headings, or what there is now."""

    path: str
    make: Callable[[], HttpResponseBase]
    label: str = EXAMPLE


class UploadView(generic.CreateView):
    """``asked``: field → parameter of the address, as in ``?kelas=``, that chooses beforehand."""

    asked: ClassVar[dict[str, str]] = {}
    inspect_url_name = ""
    submit_button_label = "Unggah dan periksa"
    submit_button_active_label = "Mengunggah…"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **{field: self.request.GET.get(name) for field, name in self.asked.items()}}

    def form_valid(self, form: ImportFileForm) -> HttpResponse:
        """The service has its own, short transaction: an upload must not hold the database while it is stored."""
        self.form = form
        try:
            run = form.send(by=self.request.user)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        except AlreadyChecking as known:
            run = known.run
            messages.info(self.request, "Berkas yang sama baru saja diunggah dan sedang diperiksa. Ini laporannya.")
        return redirect(self.inspect_url_name, run.pk)


class RunIndexView(generic.IndexView):
    start_url_name = ""
    start_label = ""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.start_url_name:
            url = reverse(self.start_url_name)
            buttons.append(Button(self.start_label, url=url, icon_name="download", priority=20))
        return buttons

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("uploaded_by")


class RunView(generic.InspectView):
    """How far the file is, what it changes, and what came of it. Reloads itself while a job works."""

    template_name = "core/imports/import_run.html"
    apply_url_name = ""
    report_url_name = ""
    add_url_name = ""
    run_url_name = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: ImportRun = self.object
        is_working = run.state in {run.State.CHECKING, run.State.APPLYING}
        verdict = self.request.GET.get("hasil", "")
        verdict = verdict if verdict in ImportLine.Verdict.values else ""
        page_obj = Paginator(imports.lines_of(run, verdict=verdict), LINES_A_PAGE).get_page(self.request.GET.get("p"))
        counts = imports.counts(run)
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "job": waiting_job(run),
            "reload_seconds": RELOAD_SECONDS if is_working else None,
            "earlier": imports.previous_run_of_file(run),
            "counts": counts,
            "verdicts": [choice for choice in ImportLine.Verdict.choices if counts.verdicts[choice[1]]],
            "verdict": verdict,
            "page_obj": page_obj,
            "to_choose": imports.selectable_keys(run),
            "may_apply": self.permission_policy.user_has_permission(self.request.user, "add"),
            "urls": {
                "add": self.add_url_name,
                "apply": self.apply_url_name,
                "report": self.report_url_name,
                "run": self.run_url_name,
            },
        }


class RunStep(PermissionCheckedMixin, View):
    permission_policy: Any = None
    inspect_url_name = ""
    model: Any = None


class ApplyView(RunStep):
    """Only POST: a link must not write anything."""

    http_method_names = ["post"]
    permission_required = "add"

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        run = get_object_or_404(self.model, pk=pk)
        assert request.user.is_authenticated
        try:
            request_apply(run=run, chosen=request.POST.getlist("pilih"), by=request.user)
        except WrongState:
            messages.warning(request, f"Berkas ini {run.get_state_display()}; tidak ada yang dimulai lagi.")
        return redirect(self.inspect_url_name, run.pk)


class ReportView(RunStep):
    http_method_names = ["get"]
    permission_required = "view"
    report_name = "laporan-impor"

    def get(self, request: HttpRequest, pk: Any) -> FileResponse:
        run = get_object_or_404(self.model, pk=pk)
        return workbook_response([report_sheet(run)], filename=f"{self.report_name}-{run.created_at:%Y-%m-%d}")


class StartFileView(RunStep):
    http_method_names = ["get"]
    permission_required = "view"
    make: Any = None

    def get(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = self.make()
        return response


def _sender(run: ImportRun) -> str:
    """A person, or what brought the file in by itself."""
    return str(run.uploaded_by or run.options.get("from") or "sistem, atau akun yang sudah dihapus")


class ImportViewSet(ModelViewSet):
    """``form_class`` names the import; ``report_name`` is the beginning of the report's file name.

    A ``start_file`` has the URL name ``start``.
    """

    report_name: ClassVar[str]
    form_class: ClassVar[type[ImportFileForm]]
    start_file: ClassVar[StartFile | None] = None

    icon = "resubmit"
    add_view_class = UploadView
    index_view_class = RunIndexView
    inspect_view_class = RunView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter = ["state", "created_at"]
    list_export = ["file_name", "state", "message", "created_at", "checked_at", "applied_at"]
    search_fields = ["file_name", "sha256"]
    search_backend_name = None
    list_per_page = 25
    ordering = ["-created_at"]

    @property
    def model(self) -> Any:
        return self.form_class.import_kind.model

    @property
    def inspect_template_name(self) -> str:
        template: str = self.inspect_view_class.template_name
        return template

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("file_name", label="Berkas", url_name=self.get_url_name("inspect"), sort_key="file_name"),
            Column("get_state_display", label="Keadaan", sort_key="state"),
            Column("uploaded_by", label="Diunggah oleh", accessor=_sender),
            DateColumn("created_at", label="Diunggah", sort_key="created_at"),
        ]

    @property
    def permission_policy(self) -> ImportsPolicy:
        return ImportsPolicy(self.model)

    def get_permissions_to_register(self) -> Any:
        names = [f"{action}_{self.model_name}" for action in ("add", "view")]
        return Permission.objects.filter(content_type__app_label=self.app_label, codename__in=names)

    def get_form_class(self, for_update: bool = False) -> type[ImportFileForm]:
        return self.form_class

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        if self.start_file:
            kwargs |= {"start_url_name": self.get_url_name("start"), "start_label": self.start_file.label}
        return super().get_index_view_kwargs(**kwargs)

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(
            apply_url_name=self.get_url_name("apply"),
            report_url_name=self.get_url_name("report"),
            add_url_name=self.get_url_name("add"),
            run_url_name=self.get_url_name("inspect"),
            **kwargs,
        )

    @property
    def step_kwargs(self) -> dict[str, Any]:
        return {
            "permission_policy": self.permission_policy,
            "inspect_url_name": self.get_url_name("inspect"),
            "model": self.model,
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        apply = ApplyView.as_view(**self.step_kwargs)
        report = ReportView.as_view(report_name=self.report_name, **self.step_kwargs)
        patterns = [
            *super().get_urlpatterns(),
            path("terapkan/<uuid:pk>/", apply, name="apply"),
            path("laporan/<uuid:pk>/", report, name="report"),
        ]
        if self.start_file:
            start = StartFileView.as_view(make=self.start_file.make, **self.step_kwargs)
            patterns.append(path(self.start_file.path, start, name="start"))
        return patterns
