"""Saves a service of a data file as a draft of its page."""

from collections.abc import Collection, Mapping
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Page

from cms.standards.imports.check import JsonObject
from cms.standards.imports.compare import has_editors_draft
from cms.standards.imports.export import PAGE_KEY_PREFIX, current_standards
from cms.standards.imports.parts import PARTS, as_entry, basis_of, differing
from cms.standards.imports.records import DATES, NUMBERS, STREAMS, TEXTS
from cms.standards.models.service import ServiceLegalBasis, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.audit.services import audit_log
from core.imports.models import ImportLine
from core.pages.models import LegalBasis

Outcome = ImportLine.Outcome


def save_as_draft(
    service: JsonObject, raw: JsonObject, *, by: AbstractBaseUser | None, over_drafts: Collection[str]
) -> tuple[str, str]:
    """Save the service of the file ``raw`` as a draft; return outcome and Indonesian message.

    Runs in the caller's transaction. ``over_drafts``: keys of services whose unpublished draft may be replaced; it stays in
    the page history.
    """
    page = _page_of(service["key"])
    if page is None:
        return _create(service, raw, by)
    rights = page.permissions_for_user(by)
    if not rights.can_edit() or rights.page_locked():
        return Outcome.SKIPPED, "Halaman ini dikunci, atau bukan halaman yang boleh Anda ubah."
    newest = page.get_latest_revision_as_object()
    exported = current_standards([newest])
    changed = differing(as_entry(exported["services"][0], exported), as_entry(service, raw))
    if not changed:
        return Outcome.UNCHANGED, ""
    if has_editors_draft(newest) and service["key"] not in over_drafts:
        return Outcome.SKIPPED, "Ada draf editor yang belum terbit, dan layanan ini tidak dipilih. Draf itu dibiarkan."
    _fill(newest, service, raw, by)
    newest.change_note, newest.change_basis = _explanation(newest.decree_number, changed)
    newest.save_revision(user=by, changed=True, log_action=True, clean=False)
    return Outcome.DONE, "Disimpan sebagai draf; terbit setelah disetujui orang lain."


def _page_of(key: str) -> ServicePage | None:
    """The page of ``key``, with its row locked against concurrent saves of editors; None without one."""
    own = key.removeprefix(PAGE_KEY_PREFIX)
    wanted = {"pk": int(own)} if key.startswith(PAGE_KEY_PREFIX) and own.isdecimal() else {"decree_key": key}
    page = ServicePage.objects.filter(**wanted).values_list("pk", flat=True).first()
    if page is None:
        return None
    Page.objects.select_for_update().filter(pk=page).first()
    return ServicePage.objects.select_related("latest_revision").get(pk=page)


def _explanation(decree_number: str, changed: Collection[str]) -> tuple[str, str]:
    """Default change note for the public and its legal basis; editors may change them before approval."""
    parts = [part.label for part in PARTS if set(part.fields) & set(changed)]
    basis = f"Keputusan Nomor {decree_number}"
    return f"Disesuaikan dengan {basis}: {', '.join(parts)}."[:500], basis


def _create(service: JsonObject, raw: JsonObject, by: AbstractBaseUser | None) -> tuple[str, str]:
    unit = _unit(next(one for one in raw["units"] if one["slug"] == service["unit"]), by)
    if unit.get_children().filter(slug=service["slug"]).exists():
        return Outcome.SKIPPED, f"Alamat “{service['slug']}” sudah dipakai halaman lain di unit ini."
    page = ServicePage(slug=service["slug"], decree_key=service["key"], live=False, owner=by)
    _fill(page, service, raw, by)
    _add_draft(unit, page, by)
    return Outcome.DONE, "Dibuat sebagai draf; terbit setelah disetujui orang lain."


def _unit(known: Mapping[str, str], by: AbstractBaseUser | None) -> Page:
    unit = WorkUnitPage.objects.filter(slug=known["slug"]).first()
    if unit is None:
        unit = WorkUnitPage(
            title=known["title"],
            slug=known["slug"],
            official_name=known.get("official_name", ""),
            lead=known.get("lead", ""),
            live=False,
            owner=by,
        )
        _add_draft(ServiceIndexPage.objects.get(), unit, by)
    return unit


def _add_draft(parent: Page, page: Page, by: AbstractBaseUser | None) -> None:
    parent.add_child(instance=page)
    audit_log.log_entry(actor=by, action=audit_log.CREATE, subject=page)
    page.save_revision(user=by, clean=False)


def _fill(page: ServicePage, service: JsonObject, raw: JsonObject, by: AbstractBaseUser | None) -> None:
    """Set the fields given in the file. Slug and unit are never changed."""
    decree = service.get("decree", raw["decree"])
    page.title = service["title"]
    page.decree_number = decree["number"]
    page.decree_date, page.decree_valid_from = (date.fromisoformat(decree[name]) for name in ("date", "valid_from"))
    for name in (*TEXTS, *NUMBERS, "durations_are_alternatives"):
        if name in service:
            setattr(page, name, service[name])
    for name in DATES:
        if name in service:
            setattr(page, name, date.fromisoformat(service[name]) if service[name] else None)
    for name, block in STREAMS.items():
        if name in service:
            setattr(page, name, [(block, value) for value in service[name]])
    if "legal_basis" in service:
        bases = [add_legal_basis(raw, key, by) for key in service["legal_basis"]]
        page.legal_basis_links.set(
            [ServiceLegalBasis(legal_basis=basis, sort_order=number) for number, basis in enumerate(bases)]
        )


def add_legal_basis(raw: JsonObject, key: str, by: AbstractBaseUser | None) -> LegalBasis:
    """The regulation ``key``, created if missing. An existing one is not changed."""
    given = raw["legal_bases"][key]
    identity = {name: given[name] for name in ("kind", "issuer", "number", "year")}
    known = LegalBasis.objects.filter(**identity).first()
    if known is not None:
        return known
    basis = basis_of(given)
    if "status" in given:
        basis.status, basis.status_source = given["status"], given.get("status_source", "")
        checked = given.get("status_checked_on")
        basis.status_checked_on = date.fromisoformat(checked) if checked else None
    if given.get("changed_by", key) != key:
        basis.changed_by = add_legal_basis(raw, given["changed_by"], by)
    basis.save()
    audit_log.record(actor=by, action="core.legal_basis.imported", subject=basis)
    return basis
