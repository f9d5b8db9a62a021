"""The librarian's menu in the admin."""

from typing import Any

from django.urls import URLPattern, re_path
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import ModelPermissionPolicy

from core.admin.exports import ListExportsMixin
from elibrary.admin.accessions import AccessionViewSet
from elibrary.admin.authorities import AuthorityViewSet
from elibrary.admin.bibliographic import BibliographicViewSet
from elibrary.admin.budgets import BudgetViewSet
from elibrary.admin.catalogue import CatalogueImportViewSet
from elibrary.admin.deliveries import DeliveryViewSet
from elibrary.admin.offers import OfferViewSet
from elibrary.admin.order_policy import OrderPolicyViewSet
from elibrary.admin.orders import OrderViewSet
from elibrary.admin.publishers import PublisherViewSet
from elibrary.admin.slims import SlimsImportViewSet
from elibrary.admin.sources import CatalogueSourceViewSet
from elibrary.admin.wishes import WishViewSet
from elibrary.admin_views import BookStepView, CheckBookView, CreateBookView, EditBookView
from elibrary.forms import BookForm, NewBookForm
from elibrary.models.book import Book


class BooksAreKept(ModelPermissionPolicy):
    """Nobody deletes a book: it is withdrawn, and what readers cited stays known."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class BookIndexView(ListExportsMixin, IndexView):
    pass


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
    items = (
        BookViewSet,
        OfferViewSet,
        PublisherViewSet,
        CatalogueImportViewSet,
        CatalogueSourceViewSet,
        WishViewSet,
        OrderViewSet,
        DeliveryViewSet,
        BudgetViewSet,
        OrderPolicyViewSet,
    )


class OwnCatalogueGroup(ModelViewSetGroup):
    menu_label = "Katalog"
    menu_icon = "list-ul"
    menu_order = 310
    items = (BibliographicViewSet, AuthorityViewSet, AccessionViewSet, SlimsImportViewSet)


@hooks.register("register_admin_viewset")
def register_own_catalogue() -> OwnCatalogueGroup:
    return OwnCatalogueGroup()


@hooks.register("register_admin_viewset")
def register_library() -> LibraryGroup:
    return LibraryGroup()
