"""Staff screens for books. Each write is a call of one service; the screens only turn its refusals into sentences."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, re_path, reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from core.admin.exports import ListExportsMixin
from core.admin.panels import PanelsMixin
from core.admin.read_only import MainButtonsMixin
from core.files.uploads.checks import UploadRefused
from core.jobs.services import latest_job
from elibrary.books.conditions import PublishingRefused
from elibrary.books.forms import BookForm, NewBookForm
from elibrary.books.models import Book
from elibrary.books.services import books


class BookPermissionPolicy(ModelPermissionPolicy):
    """Books are withdrawn, never deleted: readers may have cited them."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class BookIndexView(ListExportsMixin, IndexView):
    pass


class CreateBookView(generic.CreateView):
    inspect_url_name = ""
    page_title = "Unggah buku"
    submit_button_label = "Unggah dan periksa"
    submit_button_active_label = "Mengunggah…"

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        """The service has its own, short transaction: an upload must not hold the database while it is stored."""
        self.form = form
        try:
            book = books.book_create(by=self.request.user, log=True, **form.cleaned_data)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        except books.BookExists as known:
            messages.warning(self.request, f"Berkas ini sudah ada di perpustakaan sebagai “{known.book.title}”.")
            return redirect(self.inspect_url_name, known.book.pk)
        return redirect(self.inspect_url_name, book.pk)


class EditBookView(generic.EditView):
    def save_instance(self) -> Book:
        return books.book_edit(by=self.request.user, book=self.object, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse(self.inspect_url_name, args=[self.object.pk])


RELOAD_SECONDS = 3


class CheckBookView(MainButtonsMixin, PanelsMixin, generic.InspectView):
    """How far the file is, why it was refused, and what can be done next. Reloads itself while a job works."""

    page_title = "Pemeriksaan"
    template_name = "elibrary/books/admin/check.html"
    object: Book

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        book = self.object
        checking = book.state == Book.State.CHECKING
        return super().get_context_data(
            book=book,
            job=latest_job(kind="elibrary.intake", subject=books.intake_subject(book)) if checking else None,
            reload_seconds=RELOAD_SECONDS if checking else None,
            may_publish=self.permission_policy.user_has_permission(self.request.user, "publish"),
            **kwargs,
        )


_STEPS: dict[str, tuple[Callable[..., Book], str]] = {
    "publish": (partial(books.book_publish, log=True), "Buku sudah terbit dan masuk ke pencarian."),
    "withdraw": (books.book_withdraw, "Buku sudah ditarik dari pembaca."),
    "check": (books.book_check_again, "Berkas diperiksa lagi."),
}


class BookStepView(PermissionCheckedMixin, View):
    """The buttons of the check screen. Only POST: a link must not publish."""

    http_method_names = ["post"]
    permission_required = "publish"
    permission_policy: ModelPermissionPolicy | None = None
    inspect_url_name = ""

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        book = get_object_or_404(Book, pk=pk)
        service, sentence = _STEPS[step]
        try:
            service(by=request.user, book=book)
        except books.WrongState:
            messages.error(request, f"Langkah ini tidak berlaku untuk buku yang {book.get_state_display()}.")
        except PublishingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, sentence)
        return redirect(self.inspect_url_name, pk)


class BookViewSet(ModelViewSet):
    model = Book
    name = "buku"
    icon = "doc-full"
    menu_label = "Buku"
    index_view_class = BookIndexView
    add_view_class = CreateBookView
    edit_view_class = EditBookView
    inspect_view_class = CheckBookView
    inspect_template_name = CheckBookView.template_name
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("title", label="Judul", url_name="buku:inspect", sort_key="title"),
        Column("creators", label="Pengarang"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        Column("page_count", label="Halaman", sort_key="page_count"),
        Column("created_at", label="Diunggah", sort_key="created_at"),
    ]
    list_filter = ["state", "language", "year"]
    search_fields = ["title", "creators", "publisher_name"]
    search_backend_name = None
    list_per_page = 25
    ordering = ["-created_at", "-pk"]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return BookPermissionPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[BookForm]:
        return BookForm if for_update else NewBookForm

    def get_urlpatterns(self) -> list[URLPattern]:
        step = self.construct_view(
            BookStepView, permission_policy=self.permission_policy, inspect_url_name=self.get_url_name("inspect")
        )
        return [*super().get_urlpatterns(), re_path(r"^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", step, name="step")]
