"""What deliveries show on the pages of books and catalogue imports: the orders of a book, the publisher's link."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from elibrary.deliveries.services.book_joins import lines_of
from elibrary.deliveries.services.links import open_link


def book_orders(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, object]:
    may_see = request.user.has_perm("elibrary.view_order")
    return {"ordered": lines_of(shown["book"]).select_related("order") if may_see else ()}


def publisher_link(request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, object]:
    publisher = shown["publisher"]
    return {"link": open_link(publisher) if publisher else None}
