"""Reads that more than one place needs."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from core.search.language.analyser import analyse
from core.search.protocol import Piece
from core.search.query.parser import Term, parse, positive_terms
from elibrary.books.models import Book, BookPage


def published_books() -> QuerySet[Book]:
    """What is on the shelf, newest first."""
    return Book.objects.filter(state=Book.State.PUBLISHED).order_by("-published_at", "-pk")


def query_terms(text: str) -> list[Term]:
    """The words of a query that a page is to contain; none for an empty or meaningless query."""
    query = parse(" ".join(text.split())[:200])
    return list(positive_terms(query)) if query is not None else []


def pages_with(book: Book, words: Sequence[Term]) -> QuerySet[BookPage]:
    """Pages of the book with every word in some form: nearly all forms contain the stem (izin in perizinan)."""
    pages = book.pages.order_by("number")
    for word in words:
        pages = pages.filter(Q(text__icontains=word.term) | Q(text__icontains=word.word))
    return pages


def marked(text: str, words: Sequence[Term]) -> list[Piece]:
    """The whole text in pieces, those that are a form of one of ``words`` highlighted."""
    wanted = {word.term for word in words}
    pieces: list[Piece] = []
    position = 0
    for token in analyse(text) if wanted else ():
        if token.term in wanted and token.start >= position:
            pieces += [Piece(text[position : token.start], False), Piece(text[token.start : token.end], True)]
            position = token.end
    return [*pieces, Piece(text[position:], False)]
