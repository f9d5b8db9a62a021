"""How far a day is away, in words."""

import datetime as dt

from django.utils.translation import gettext as _


def days_away(day: dt.date, *, today: dt.date) -> str:
    """ "hari ini", "besok", "3 hari lagi". For days that are not over."""
    days = (day - today).days
    if days <= 0:
        return _("hari ini")
    return _("besok") if days == 1 else _("%(days)s hari lagi") % {"days": days}
