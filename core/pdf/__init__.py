"""PDF output in the site's look: ``new_document`` for a file, ``qr_png`` and ``Document.qr`` for codes in it."""

from .document import Colour, Document, new_document
from .qr import qr_png

__all__ = ["Colour", "Document", "new_document", "qr_png"]
