"""Compares a data file with the pages, by service and part. Writes nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from cms.standards.imports.check import JsonObject
from cms.standards.imports.export import PAGE_KEY_PREFIX, current_pages, current_standards, key_of
from cms.standards.imports.parts import PARTS, Entry, Part, as_entry, basis_of, differing, part_text
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.imports.models import ImportLine
from core.imports.records import Line
from core.pages.models import LegalBasis

Verdict = ImportLine.Verdict
LEGAL_KEY = "dasar-hukum"
_DRAFT_EXISTS = (
    "Ada draf editor yang belum terbit; “sekarang” menunjukkan draf itu. Bila dipilih, drafnya tetap ada di riwayat."
)


@dataclass(frozen=True)
class Current:
    """The newest version of a page as an entry, and whether it is an unpublished draft of an editor."""

    page: ServicePage
    entry: Entry
    has_draft: bool


def current_services() -> dict[str, Current]:
    """All services by key, in tree order."""
    pages = current_pages()
    raw = current_standards(pages)
    entries = (as_entry(service, raw) for service in raw["services"])
    return {key_of(page): Current(page, entry, has_editors_draft(page)) for page, entry in zip(pages, entries, strict=True)}


def has_editors_draft(page: ServicePage) -> bool:
    """Whether the newest revision is unpublished and has a user; drafts of the system may be replaced."""
    newest = page.latest_revision
    return newest is not None and newest.pk != page.live_revision_id and newest.user_id is not None


def lines(raw: JsonObject, on_progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[Line]:
    """The report: services in file order, pages missing from the file, differing regulations."""
    current = current_services()
    taken = {page.slug: key for key, page in ((key, one.page) for key, one in current.items())}
    for done, service in enumerate(raw["services"], start=1):
        yield from _service_lines(service, raw, current.get(service["key"]), taken)
        on_progress(done, len(raw["services"]))
    named = {service["key"] for service in raw["services"]}
    for key, one in current.items():
        if key not in named:
            yield _absent(key, one)
    yield from _legal_lines(raw)


def _service_lines(
    service: JsonObject, raw: JsonObject, current: Current | None, taken: Mapping[str, str]
) -> Iterator[Line]:
    key, title, new = service["key"], service["title"], as_entry(service, raw)
    problem = _problem(service, current, taken)
    if problem:
        yield Line(
            key, title, "Seluruh layanan", Verdict.PROBLEM, message=problem, advice="Perbaiki berkas, lalu unggah lagi."
        )
        return
    for part in PARTS:
        yield compare_part(key, title, part, current, new)
    if current and current.entry["unit"] != service["unit"]:
        yield Line(
            key,
            title,
            "Unit kerja",
            Verdict.PROBLEM,
            before=_unit_title(current.entry["unit"]),
            after=next(unit["title"] for unit in raw["units"] if unit["slug"] == service["unit"]),
            message="Halaman tidak dipindahkan oleh perbandingan ini.",
            advice="Pindahkan halamannya sendiri lewat tombol Pindahkan.",
        )


def compare_part(key: str, title: str, part: Part, current: Current | None, new: Entry) -> Line:
    """The line of one part of one service. Omitted fields keep the value of the page."""
    old = current.entry if current else {}
    before, given = part_text(part, old), [name for name in part.fields if name in new]
    same = not set(given) & set(differing(old, new))
    if not given and before:
        advice = "Isi halaman dibiarkan. Bila komponen ini memang dihapus, hapus sendiri di halamannya."
        return Line(key, title, part.label, Verdict.ABSENT, before=before, advice=advice)
    after = part_text(part, {**old, **{name: new[name] for name in given}})
    if same:
        return Line(key, title, part.label, Verdict.SAME, before=before, after=after)
    if current is None:
        return Line(key, title, part.label, Verdict.NEW, after=after)
    message = _DRAFT_EXISTS if current.has_draft else ""
    changed = Line(key, title, part.label, Verdict.CHANGED, before=before, after=after, message=message)
    return replace(changed, needs_choice=current.has_draft)


def _problem(service: JsonObject, current: Current | None, taken: Mapping[str, str]) -> str:
    if current is None and service["key"].startswith(PAGE_KEY_PREFIX):
        return f"Halaman “{service['key']}” sudah tidak ada."
    if current is None and service["slug"] in taken:
        return f"Alamat “{service['slug']}” sudah dipakai layanan lain, yang bernama kunci “{taken[service['slug']]}”."
    return ""


def _absent(key: str, one: Current) -> Line:
    return Line(
        key,
        one.page.title,
        "Seluruh layanan",
        Verdict.ABSENT,
        message="Layanan ini tidak ada dalam berkas. Halamannya dibiarkan.",
        advice="Bila layanannya dihentikan, tarik halamannya sendiri.",
    )


def _legal_lines(raw: JsonObject) -> Iterator[Line]:
    """Regulations are shared by pages and have no drafts: new ones are added on applying, existing ones are not changed."""
    known = {basis.citation: basis for basis in LegalBasis.objects.all()}
    for given in raw["legal_bases"].values():
        basis = basis_of(given)
        found = known.get(basis.citation)
        if found is None:
            yield Line(LEGAL_KEY, "Dasar hukum", basis.citation, Verdict.NEW, after=given["title"])
        elif found.title != given["title"]:
            yield Line(
                LEGAL_KEY,
                "Dasar hukum",
                basis.citation,
                Verdict.PROBLEM,
                before=found.title,
                after=given["title"],
                message="Judulnya berbeda. Peraturan dipakai bersama, jadi tidak diubah dari sini.",
                advice="Periksa mana yang benar, lalu ubah di Data layanan → Dasar hukum.",
            )


def _unit_title(slug: str) -> str:
    unit = WorkUnitPage.objects.filter(slug=slug).first()
    return unit.title if unit else slug
