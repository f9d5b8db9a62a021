from .book import Book
from .page import BookPage

__all__ = ["Book", "BookPage"]
