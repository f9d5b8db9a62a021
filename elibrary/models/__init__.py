from .accession import Accession
from .authority import Authority, AuthorityLink, AuthorityName
from .bibliographic import BibliographicRecord, Heading
from .book import Book
from .budget import Budget
from .catalogue_import import CatalogueImport
from .catalogue_source import CatalogueSource, SourceCheck, SourceFile
from .delivery import DeliveredFile, Delivery
from .delivery_link import DeliveryLink
from .delivery_release import DeliveryRelease
from .delivery_upload import DeliveryUpload, UploadPart
from .marc_record import MarcRecord
from .offer import Offer, OfferChange
from .order import Order, OrderStep
from .order_document import OrderDocument
from .order_line import OrderLine
from .order_policy import OrderPolicy
from .page import BookPage
from .publisher import Publisher
from .slims_import import SlimsImport
from .wish import Wish

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
