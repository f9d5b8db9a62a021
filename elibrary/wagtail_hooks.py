"""The librarian's menu in the admin."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from elibrary.books.admin import BookViewSet
from elibrary.catalogue.admin.imports import CatalogueImportViewSet
from elibrary.catalogue.admin.offers import OfferViewSet
from elibrary.cataloguing.admin.accessions import AccessionViewSet
from elibrary.cataloguing.admin.authorities import AuthorityViewSet
from elibrary.cataloguing.admin.bibliographic import BibliographicViewSet
from elibrary.cataloguing.admin.slims import SlimsImportViewSet
from elibrary.deliveries.admin.deliveries import DeliveryViewSet
from elibrary.ordering.admin.budgets import BudgetViewSet
from elibrary.ordering.admin.orders import OrderViewSet
from elibrary.ordering.admin.policy import OrderPolicyViewSet
from elibrary.publishers.admin.publishers import PublisherViewSet
from elibrary.sources.admin import CatalogueSourceViewSet
from elibrary.wishes.admin import WishViewSet


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
