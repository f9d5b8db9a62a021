"""Filters of the list of services: a GET form that works without script.

The rules are described for visitors in ``templates/cms/standards/list/rules.html`` and for editors in ``docs/editors``;
change all three together.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from wagtail.query import PageQuerySet

from cms.standards.blocks import TimeUnit
from cms.standards.durations import MINUTES
from cms.standards.models.service import Audience, ServicePage
from cms.standards.search import KIND
from core.search.protocol import SearchUnavailable
from core.search.query.parser import MAX_QUERY_LENGTH
from core.search.selectors import Narrowed, narrow

logger = logging.getLogger(__name__)


class Duration(models.TextChoices):
    """The first four are cumulative upper limits; WORDS selects all services with text durations."""

    HOUR = "1-jam", "sampai 1 jam"
    DAY = "1-hari", "sampai 1 hari"
    WEEK = "1-minggu", "sampai 1 minggu"
    MONTH = "1-bulan", "sampai 1 bulan"
    LONGER = "lebih-dari-1-bulan", "lebih dari 1 bulan"
    WORDS = "menurut-permohonan", "menurut permohonan atau kesepakatan"


class Fee(models.TextChoices):
    FREE = "gratis", "gratis"
    PAID = "berbayar", "berbayar"


class ServiceFilterForm(forms.Form):
    """All fields are optional; an invalid one is ignored and shows its error. One query, for the audiences.

    ``untuk`` offers only audiences known of some service, and is left out while there are none.
    """

    q = forms.CharField(
        label="Kata yang dicari",
        required=False,
        max_length=MAX_QUERY_LENGTH,
        error_messages={"max_length": "Tulis paling banyak %(limit_value)d huruf."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    untuk = forms.ChoiceField(label="Untuk siapa", required=False)
    waktu = forms.ChoiceField(label="Waktu", required=False, choices=[("", "Semua"), *Duration.choices])
    biaya = forms.ChoiceField(label="Biaya", required=False, choices=[("", "Semua"), *Fee.choices])

    def __init__(self, data: QueryDict, *, audiences: Iterable[Audience]) -> None:
        super().__init__(data)
        audience = self.fields["untuk"]
        assert isinstance(audience, forms.ChoiceField)
        known = [(str(one.pk), one.name) for one in audiences]
        audience.choices = [("", "Semua"), *known]
        for name in ("untuk", "waktu", "biaya"):
            self.fields[name].error_messages["invalid_choice"] = "Pilihan ini tidak ada. Pilih dari daftar."
        if not known and not data.get("untuk"):
            del self.fields["untuk"]

    @property
    def chosen(self) -> dict[str, str]:
        """Valid, non-empty fields by name, in form order."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}


@dataclass(frozen=True)
class ActiveFilter:
    """An active filter; ``without`` is the query string without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class FilteredServices:
    form: ServiceFilterForm
    services: "PageQuerySet[ServicePage]"
    active: tuple[ActiveFilter, ...] = ()
    querystring: str = ""
    narrowed: Narrowed | None = None
    is_search_unavailable: bool = False


def filtered(services: "PageQuerySet[ServicePage]", data: QueryDict) -> FilteredServices:
    """``services`` filtered by ``data``. Without a search engine the text filter is ignored and the result says so."""
    form = ServiceFilterForm(data, audiences=_known_audiences(services))
    chosen = form.chosen
    found = FilteredServices(form, services, active=_active(form, chosen), querystring=urlencode(chosen))
    found = _by_text(found, chosen.get("q", ""))
    conditions = _audience(chosen.get("untuk", "")) & _duration(chosen.get("waktu", "")) & _fee(chosen.get("biaya", ""))
    return replace(found, services=found.services.filter(conditions))


def _active(form: ServiceFilterForm, chosen: dict[str, str]) -> tuple[ActiveFilter, ...]:
    return tuple(
        ActiveFilter(
            label=str(form.fields[name].label),
            value=str(dict(getattr(form.fields[name], "choices", ())).get(value, f"“{value}”")),
            without=urlencode({other: text for other, text in chosen.items() if other != name}),
        )
        for name, value in chosen.items()
    )


def _by_text(found: FilteredServices, text: str) -> FilteredServices:
    if not text:
        return found
    try:
        narrowed = narrow(text=text, kind=KIND)
    except SearchUnavailable:
        logger.exception("search is unavailable; the list of services is not narrowed by words")
        return replace(found, is_search_unavailable=True)
    if narrowed.empty_words:
        return replace(found, narrowed=narrowed)
    return replace(found, narrowed=narrowed, services=found.services.filter(pk__in=narrowed.refs))


def _has_known_audience() -> Q:
    """An audience without source and date is unknown, as in ``ServicePage.checked_audiences``."""
    return Q(audience_checked_on__isnull=False) & ~Q(audience_source="")


def _known_audiences(services: "PageQuerySet[ServicePage]") -> QuerySet[Audience]:
    links = ServicePage.audiences.through.objects.filter(servicepage__in=services.filter(_has_known_audience()))
    return Audience.objects.filter(pk__in=links.values("audience"))


def _audience(key: str) -> Q:
    """Services that are known to be for this audience."""
    if not key:
        return Q()
    links = ServicePage.audiences.through.objects.filter(servicepage=OuterRef("pk"), audience=key)
    return Exists(links) & _has_known_audience()


def _duration(key: str) -> Q:
    """Services without numbers match no limit: comparisons with NULL are not true."""
    limits = {
        Duration.HOUR: MINUTES[TimeUnit.HOUR],
        Duration.DAY: MINUTES[TimeUnit.DAY],
        Duration.WEEK: MINUTES[TimeUnit.WEEK],
        Duration.MONTH: MINUTES[TimeUnit.MONTH],
    }
    if key in limits:
        return Q(duration_minutes__lte=limits[Duration(key)])
    if key == Duration.LONGER:
        return Q(duration_minutes__gt=limits[Duration.MONTH])
    return Q(duration_has_words=True) if key == Duration.WORDS else Q()


def _fee(key: str) -> Q:
    return {Fee.FREE: Q(fee_amount=0), Fee.PAID: Q(fee_amount__gt=0)}.get(Fee(key), Q()) if key else Q()
