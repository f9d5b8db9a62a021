"""PDF output in the site's look: ``new_document`` for a file, ``Document.qr`` for a code in it."""

from core.pdf.document import Colour, Document, new_document

__all__ = ["Colour", "Document", "new_document"]
