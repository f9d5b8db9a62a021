from django.http import Http404

from core.people.types import Person
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import OrderDocument


def get_order_document_for(user: Person, order_id: int, document_id: int) -> OrderDocument:
    """A paper of the order, for those who may see orders."""
    rows = OrderDocument.objects.filter(pk=document_id, order_id=order_id).select_related("order")
    document = rows.first() if user.has_perm("elibrary.view_order") else None  # type: ignore[union-attr]
    if document is None:
        raise Http404("Dokumen tidak ada.")
    return document


def get_order_line_for(user: Person, order_id: int, line_id: int) -> OrderLine:
    """A line of the order, for those who may see orders."""
    rows = OrderLine.objects.filter(pk=line_id, order_id=order_id).select_related("order", "offer")
    line = rows.first() if user.has_perm("elibrary.view_order") else None  # type: ignore[union-attr]
    if line is None:
        raise Http404("Baris pesanan tidak ada.")
    return line
