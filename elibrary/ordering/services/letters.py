"""The purchase letter: frozen when an order is approved, mailed to the publisher when it is sent."""

import hashlib
import logging
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.utils import timezone

from core.documents.formatting import tanggal
from core.files.models.site_media import private_storage
from core.messages.attachments import Attachment
from core.messages.errors import Refused
from core.messages.models import Notification
from core.messages.services import notify
from elibrary.ordering.letter_pdf import Letter, LetterLine
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order, OrderDocument
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import StepRefused, roles_of
from elibrary.ordering.selectors import PricedLine, priced_lines, totals_of

logger = logging.getLogger(__name__)
CATEGORY = "surat-pesanan"
_KEY = "order-letter:"


def letter_freeze(*, order: Order, by: AbstractBaseUser) -> OrderDocument:
    """Part of the transaction that approves. Stored last: what the database refuses leaves no file behind.

    Raises StepRefused when it can't be stored: an order isn't approved without its letter.
    """
    from elibrary.ordering.letter_pdf import render  # what draws type takes 0.3 s and 20 MB: for those who print

    content = render(letter_of(order, by=by))
    document = OrderDocument(
        order=order,
        kind=OrderDocument.Kind.LETTER,
        name=f"surat-pesanan-{order.number.replace('/', '-')}.pdf",
        file=f"orders/{order.pk}/{uuid.uuid4().hex}.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by_id=by.pk,
    )
    document.save(force_insert=True)
    try:
        private_storage().save(document.file.name, ContentFile(content))
    except Exception as error:  # each storage has errors of its own
        logger.exception("purchase letter not stored", extra={"order": order.pk})
        raise StepRefused("Surat pesanan tidak dapat disimpan, jadi pesanan belum disetujui. Coba lagi nanti.") from error
    return document


def letter_send(*, order: Order) -> Notification:
    """Queue the mail with the letter, once an order; a publisher without an address is a message that staff see as such."""
    publisher = order.publisher
    return notify(
        key=letter_key(order),
        category=CATEGORY,
        address=publisher.email or None,
        subject=f"Surat pesanan {order.number}: {order.subject}",
        body_text=(
            f"Yth. {publisher.contact or publisher.name},\n\n"
            f"Terlampir surat pesanan {order.number} dari perpustakaan digital Si-Jawara+, Dinas Koperasi, Usaha Kecil dan "
            "Menengah Provinsi Jawa Timur.\n\n"
            "Mohon kirimkan berkas atau bukunya sesuai pesanan itu, dan sebut nomornya dalam surat-menyurat.\n\n"
            "Terima kasih.\n"
        ),
    )


def letter_key(order: Order) -> str:
    return f"{_KEY}{order.pk}"


def attachments(notification: Notification) -> Sequence[Attachment]:
    """The letter as it was frozen. Raises Refused when the message is about no letter that we have."""
    order = notification.key.removeprefix(_KEY)
    rows = OrderDocument.objects.filter(kind=OrderDocument.Kind.LETTER)
    document = rows.filter(order_id=int(order)).first() if order.isdecimal() else None
    if document is None:
        raise Refused("Surat pesanan ini tidak ada.")
    with document.file.open("rb") as file:
        return [(document.name, "application/pdf", file.read())]


def letter_of(order: Order, *, by: Any) -> Letter:
    lines = priced_lines(order)
    totals = totals_of(lines)
    roles = [role for role in OrderPolicy.current().roles_for("approve") if role in roles_of(by)]
    return Letter(
        number=order.number,
        approved_at=timezone.now(),
        publisher=order.publisher.name,
        contact=order.publisher.contact,
        subject=order.subject,
        lines=[_line(one) for one in lines],
        gross_idr=totals.gross,
        discount_idr=totals.discount,
        tax_on_top_idr=totals.tax_on_top,
        tax_inside_idr=totals.tax_inside,
        total_idr=totals.total,
        approver=by.get_full_name() or str(by),
        approver_role=roles[0] if roles else "Admin",
    )


def _line(one: PricedLine) -> LetterLine:
    line = one.line
    return LetterLine(
        title=line.title + (f"\nISBN {line.isbn13}" if line.isbn13 else ""),
        terms=terms_text(line),
        unit_price_idr=line.unit_price_idr or 0,
        copies=line.copies,
        discount_idr=one.price.discount,
        tax_idr=one.price.tax,
        is_tax_included=line.is_tax_included,
        total_idr=one.price.total,
    )


def terms_text(line: OrderLine) -> list[str]:
    """Licence, route, term, territory, and what readers may do."""
    many = {"concurrent": line.readers, "loans": line.loans, "months": line.months}.get(line.licence)
    said = [f"{line.get_licence_display()}{f': {many}' if many else ''}".capitalize(), line.get_route_display().capitalize()]
    if line.starts_on or line.ends_on:
        said.append(
            f"Berlaku {tanggal(line.starts_on) or 'sejak diterima'} s.d. {tanggal(line.ends_on) or 'tidak ditentukan'}"
        )
    said.append(f"Wilayah {line.territory}")
    if line.route != OrderLine.Route.PRINT:
        allowed = {
            "dicetak": line.may_print,
            "disalin": line.may_copy,
            "dibacakan mesin": line.may_read_aloud,
            "diunduh": line.may_download,
        }
        said.append(f"Boleh {', '.join(one for one, may in allowed.items() if may) or 'dibaca saja'}")
    if line.embargo_until:
        said.append(f"Tidak dibuka sebelum {tanggal(line.embargo_until)}")
    return said
