"""Builds pages for tests."""

import uuid
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Revision

from cms.standards.imports.records import StandardSet, read_standards
from cms.standards.models.service import ServiceLegalBasis, ServicePage
from core.people.services import sync_roles

ONE_SERVICE = "pengoperasionalan-aplikasi-si-jawara"


@cache
def one_service() -> StandardSet:
    """The decree's data file with one service and its unit: what most tests need, twenty times faster."""
    whole = read_standards()
    standard = next(one for one in whole.standards if one.key == ONE_SERVICE)
    unit = next(unit for unit in whole.units if unit["slug"] == standard.unit)
    bases = {key: whole.legal_bases[key] for key in standard.legal_basis}
    return replace(whole, standards=(standard,), units=(unit,), legal_bases=bases)


def publish(page: ServicePage) -> ServicePage:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def draft_of(page: ServicePage, title: str) -> ServicePage:
    """A second service of the same unit, not yet published."""
    copy = page.copy(
        update_attrs={"title": title, "draft_title": title, "slug": title.lower().replace(" ", "-")}, keep_live=False
    )
    return copy.specific


def many_services(like: ServicePage, count: int) -> list[ServicePage]:
    """``count`` published services like ``like`` beside it, each with a revision; written into the tables, which is fast."""
    unit = like.get_parent()
    path = unit.get_children().order_by("path").last().path
    rows = []
    for number in range(count):
        path = Page(path=path)._inc_path()
        rows.append(_row(like, unit, path, f"Layanan {number:03}"))
    pages = Page.objects.bulk_create(rows)
    unit.numchild += count
    Page.objects.filter(pk=unit.pk).update(numchild=unit.numchild)
    services = [_service(like, page) for page in pages]
    fields = ServicePage._meta.local_concrete_fields
    for start in range(0, count, 100):
        ServicePage._base_manager._insert(services[start : start + 100], fields=fields, using="default")
    _links(like, services)
    _revisions(like, pages)
    return list(ServicePage.objects.filter(pk__in=[page.pk for page in pages]).order_by("path"))


def _row(like: ServicePage, unit: Page, path: str, title: str) -> Page:
    values: dict[str, Any] = {field.attname: getattr(like, field.attname) for field in Page._meta.concrete_fields}
    slug = f"{title.lower().replace(' ', '-')}-{path[-4:].lower()}"
    values |= {"id": None, "path": path, "title": title, "draft_title": title, "slug": slug, "numchild": 0}
    values |= {"url_path": f"{unit.url_path}{slug}/", "translation_key": uuid.uuid4()}
    values |= {"latest_revision_id": None, "live_revision_id": None}
    return Page(**values)


def _service(like: ServicePage, page: Page) -> ServicePage:
    own = {field.attname: getattr(like, field.attname) for field in ServicePage._meta.local_concrete_fields}
    return ServicePage(**{**own, "page_ptr_id": page.pk, "decree_key": ""})


def _links(like: ServicePage, services: list[ServicePage]) -> None:
    links = list(ServiceLegalBasis.objects.filter(page_id=like.pk))
    ServiceLegalBasis.objects.bulk_create(
        ServiceLegalBasis(page_id=page.page_ptr_id, legal_basis_id=link.legal_basis_id, sort_order=link.sort_order)
        for page in services
        for link in links
    )


def _revisions(like: ServicePage, pages: list[Page]) -> None:
    content = like.serializable_data()
    kinds = {"content_type_id": like.content_type_id, "base_content_type_id": like.get_base_content_type().pk}
    revisions = Revision.objects.bulk_create(
        Revision(
            object_id=str(page.pk),
            created_at=timezone.now(),
            content={**content, "pk": page.pk, "title": page.title, "slug": page.slug},
            **kinds,
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id = page.live_revision_id = revision.pk
    Page.objects.bulk_update(pages, ["latest_revision", "live_revision"])


def restore_roots() -> None:
    """What every database has from its migrations on; a test whose transactions were real may have emptied the tables."""
    locale, _ = Locale.objects.get_or_create(language_code="id")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Akar", slug="root", locale=locale))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    sync_roles()
