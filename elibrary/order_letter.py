"""What stands on a purchase letter (surat pesanan); ``order_letter_pdf`` prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LetterLine:
    title: str
    terms: Sequence[str]
    unit_price_idr: int
    copies: int
    discount_idr: int
    tax_idr: int
    is_tax_included: bool
    total_idr: int


@dataclass(frozen=True)
class Letter:
    """Everything that stands on the paper."""

    number: str
    approved_at: datetime
    publisher: str
    contact: str
    subject: str
    lines: Sequence[LetterLine]
    gross_idr: int
    discount_idr: int
    tax_on_top_idr: int
    tax_inside_idr: int
    total_idr: int
    approver: str
    approver_role: str
