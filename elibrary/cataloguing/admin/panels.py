"""What cataloguing shows on the pages of offers, books and orders: descriptions and accession numbers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.selectors import described_lines


def offer_description(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, object]:
    return {"record": BibliographicRecord.objects.filter(offer=shown["offer"]).first()}


def book_description(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, object]:
    return {"record": BibliographicRecord.objects.filter(book=shown["book"]).first()}


def order_numbers(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, object]:
    return {"lines": described_lines(shown["lines"])}
