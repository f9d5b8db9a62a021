"""The librarian's menu in the admin."""

from typing import Any

from django.urls import URLPattern, re_path
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import ModelPermissionPolicy

from elibrary.admin_views import BookStepView, CheckBookView, CreateBookView, EditBookView
from elibrary.forms import BookForm, NewBookForm
from elibrary.models import Book


class BooksAreKept(ModelPermissionPolicy):
    """Nobody deletes a book: it is withdrawn, and what readers cited stays known."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class BookViewSet(ModelViewSet):
    model = Book
    name = "buku"
    icon = "doc-full"
    menu_label = "Buku"
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
        return BooksAreKept(self.model)

    def get_form_class(self, for_update: bool = False) -> type[BookForm]:
        return BookForm if for_update else NewBookForm

    def get_urlpatterns(self) -> list[URLPattern]:
        step = self.construct_view(
            BookStepView, permission_policy=self.permission_policy, inspect_url_name=self.get_url_name("inspect")
        )
        return [*super().get_urlpatterns(), re_path(r"^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", step, name="step")]


class LibraryGroup(ModelViewSetGroup):
    menu_label = "Perpustakaan"
    menu_icon = "openquote"
    menu_order = 300
    items = (BookViewSet,)


@hooks.register("register_admin_viewset")
def register_library() -> LibraryGroup:
    return LibraryGroup()
