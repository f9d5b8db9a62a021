"""What has to hold before a book is published, beyond its own state. Subjects with orders or rights register."""

from collections.abc import Callable

from core.registry import Registry
from elibrary.books.models import Book


class PublishingRefused(Exception):
    """A condition doesn't hold; the message is an Indonesian sentence for staff."""


publishing_conditions: Registry[Callable[[Book], None]] = Registry("conditions for publishing a book")
"""Each raises PublishingRefused. Called under the lock on the book."""
