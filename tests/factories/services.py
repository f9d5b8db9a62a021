"""Builds service pages for tests, whole and published, so that a test says only what it is about."""

from datetime import date
from itertools import count
from typing import Any

from cms.standards.models.service import ServiceLegalBasis, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.pages.models import LegalBasis

CHECKED_AUDIENCE: dict[str, Any] = {
    "audience_source": "Nota dinas 12/2026",
    "audience_checked_on": date(2026, 1, 12),
}
_numbers = count(1)


def span(**values: Any) -> tuple[str, dict[str, Any]]:
    """A block of ``durations``: ``span(maximum=3, unit="hour")`` or ``span(words="Sesuai dengan Permohonan")``."""
    return ("span", {"label": "", "minimum": None, "maximum": None, "unit": "", "words": "", **values})


def make_unit(index: ServiceIndexPage, title: str = "") -> WorkUnitPage:
    unit = WorkUnitPage(title=title or f"Bidang {next(_numbers)}")
    index.add_child(instance=unit)
    return unit


def make_service(unit: WorkUnitPage, title: str = "", **fields: Any) -> ServicePage:
    """All 14 components filled in; ``fields`` replace what the test is about. ``audiences`` come with source and date."""
    number = next(_numbers)
    audiences = fields.pop("audiences", ())
    if audiences:
        fields = {**CHECKED_AUDIENCE, **fields}
    page = ServicePage(title=title or f"Layanan {number}", **{**_whole(), **fields})
    basis, _ = LegalBasis.objects.get_or_create(kind="uu", number="25", year=1992, defaults={"title": "Perkoperasian"})
    page.legal_basis_links = [ServiceLegalBasis(legal_basis=basis)]
    unit.add_child(instance=page)
    page.audiences.set(audiences)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _whole() -> dict[str, Any]:
    return {
        "summary": "Dapatkan yang Anda perlukan dari dinas.",
        "requirements": [("group", {"title": "", "items": ["Surat Permohonan", "Identitas Diri"]})],
        "procedure": [
            ("step", {"text": "Mengajukan permohonan", "actor": ""}),
            ("step", {"text": "Pelaksanaan", "actor": ""}),
        ],
        "durations": [span(maximum=2, unit="day")],
        "fee_amount": 0,
        "fee_words": "Tidak Ada Biaya",
        "product": "Surat keterangan",
        "complaint_channels": [("channel", {"name": "SP4N LAPOR!", "url": "https://www.lapor.go.id"})],
        "facilities": [("item", "Komputer")],
        "competence": [("item", "Dapat melayani dengan baik")],
        "supervision": "Monitoring internal secara periodik",
        "staff_number": 1,
        "staff_roles": [("item", "Kepala Bidang")],
        "service_guarantee": "Sesuai prosedur",
        "safety_guarantee": [("item", "Sesuai Standar Pelayanan")],
        "evaluation": [("item", "Satu kali dalam satu tahun")],
        "decree_number": "1/2024",
        "decree_date": date(2024, 1, 3),
        "decree_valid_from": date(2024, 1, 3),
        "reviewed_on": date(2024, 1, 3),
    }
