"""Gathers the models of elibrary: Django looks for them here."""

from elibrary.books.models import Book, BookPage
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.models.offer import MarcRecord, Offer, OfferChange
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority, AuthorityLink, AuthorityName
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.models.slims_import import SlimsImport
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery, DeliveryRelease
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.models.upload import DeliveryUpload, UploadPart
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order, OrderDocument, OrderStep
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.publishers.models import Publisher
from elibrary.sources.models import CatalogueSource, SourceCheck, SourceFile
from elibrary.wishes.models import Wish

__all__ = [
    "Accession",
    "Authority",
    "AuthorityLink",
    "AuthorityName",
    "BibliographicRecord",
    "Book",
    "BookPage",
    "Budget",
    "CatalogueImport",
    "CatalogueSource",
    "DeliveredFile",
    "Delivery",
    "DeliveryLink",
    "DeliveryRelease",
    "DeliveryUpload",
    "Heading",
    "MarcRecord",
    "Offer",
    "OfferChange",
    "Order",
    "OrderDocument",
    "OrderLine",
    "OrderPolicy",
    "OrderStep",
    "Publisher",
    "SlimsImport",
    "SourceCheck",
    "SourceFile",
    "UploadPart",
    "Wish",
]
