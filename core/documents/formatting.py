"""How the site writes money, dates and lengths of time; ``core.templatetags.site`` has the same as filters."""

import datetime as dt
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def rupiah(value: object) -> str:
    """Whole rupiah as they are written in Indonesia: 25000 gives ``Rp25.000``. Nothing gives nothing."""
    if value is None or value == "":
        return ""
    try:
        amount = int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        return ""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def tanggal(value: date | datetime | None) -> str:
    """A day in words, ``24 November 2026``; a moment is first taken to the office's time zone."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


def lama_belajar(minutes: int | None) -> str:
    """A length in the words people use: 25 gives ``25 menit``, 90 gives ``1 jam 30 menit``."""
    hours, rest = divmod(minutes or 0, 60)
    return " ".join(part for part in (f"{hours} jam" if hours else "", f"{rest} menit" if rest or not hours else "") if part)


def days_away(day: dt.date, *, today: dt.date) -> str:
    """ "hari ini", "besok", "3 hari lagi". For days that are not over."""
    days = (day - today).days
    if days <= 0:
        return _("hari ini")
    return _("besok") if days == 1 else _("%(days)s hari lagi") % {"days": days}
