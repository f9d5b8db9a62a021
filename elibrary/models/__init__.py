from elibrary.models.accession import Accession
from elibrary.models.authority import Authority, AuthorityLink, AuthorityName
from elibrary.models.bibliographic import BibliographicRecord, Heading
from elibrary.models.book import Book
from elibrary.models.budget import Budget
from elibrary.models.catalogue_import import CatalogueImport
from elibrary.models.catalogue_source import CatalogueSource, SourceCheck, SourceFile
from elibrary.models.delivery import DeliveredFile, Delivery
from elibrary.models.delivery_link import DeliveryLink
from elibrary.models.delivery_release import DeliveryRelease
from elibrary.models.delivery_upload import DeliveryUpload, UploadPart
from elibrary.models.marc_record import MarcRecord
from elibrary.models.offer import Offer, OfferChange
from elibrary.models.order import Order, OrderStep
from elibrary.models.order_document import OrderDocument
from elibrary.models.order_line import OrderLine
from elibrary.models.order_policy import OrderPolicy
from elibrary.models.page import BookPage
from elibrary.models.publisher import Publisher
from elibrary.models.slims_import import SlimsImport
from elibrary.models.wish import Wish

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
