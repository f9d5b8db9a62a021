"""The five imports as the contract of their driver sees them: a file each, whom it is for, and what applying it writes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Revision

from cms.home.services.site_setup import seed_site
from cms.standards.imports.export import current_standards
from cms.standards.services.imports import STANDARDS
from core.imports.kinds import ImportKind
from core.messages.models import Notification
from core.pages.models import LegalBasis
from core.people import roles
from courses.questions.models.question import Question
from courses.questions.services.imports import QUESTIONS
from elibrary.catalogue.models.offer import Offer, OfferChange
from elibrary.catalogue.services.imports import CATALOGUE
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.slims_import import SLIMS
from elibrary.cataloguing.slims import rows as slims
from elibrary.publishers.models import Publisher
from lms.invitations.models import Invitation
from lms.invitations.services.people_import import PEOPLE
from lms.users.models import User
from tests.cms.builders import one_service
from tests.cms.standards.imports import edited
from tests.cms.standards.test_import import new_product, one_more
from tests.courses.questions.test_import import HEADINGS, ONE, SEVERAL
from tests.factories.catalogue import PublisherFactory, isbn
from tests.factories.courses import course
from tests.lms.invitations.sheets import BUDI, SRI, sheet


@dataclass(frozen=True)
class Case:
    """``content`` has two subjects that are new or change; the check refuses ``refused`` in ``sentence``.

    ``prepare`` makes what has to be there and returns the answers that the form needs beside the file. ``batch`` is the
    module whose BATCH is to be 1, so that two subjects are two parts. ``jobs`` are kinds and labels of check and apply.
    """

    kind: ImportKind[Any]
    address: str
    role: str
    file_name: str
    content: Callable[[], bytes]
    refused: bytes
    sentence: str
    applied: str
    written: Callable[[], tuple[Any, ...]]
    jobs: tuple[tuple[str, str], tuple[str, str]]
    prepare: Callable[[], dict[str, Any]] = dict
    batch: str = ""


def _site() -> dict[str, Any]:
    list(seed_site(one_service()))
    return {}


def _standards() -> bytes:
    """A service that changes, and a new one of a new unit."""
    return json.dumps(edited(edited(current_standards(), new_product), one_more)).encode()


def _pages() -> tuple[Any, ...]:
    return list(Page.objects.order_by("pk").values("slug", "title")), Revision.objects.count(), LegalBasis.objects.count()


def _people() -> tuple[Any, ...]:
    invited = list(Invitation.objects.order_by("pk").values())
    return list(User.objects.filter(is_staff=False).order_by("pk").values()), invited, Notification.objects.count()


def _catalogue() -> bytes:
    rows = [f"K-{number};Judul {number};Siti;{isbn(number)};25000" for number in range(2)]
    return "\n".join(["Kode Produk;Judul;Pengarang;ISBN;Harga", *rows, ""]).encode()


def _publisher() -> dict[str, Any]:
    return {"publisher": PublisherFactory(slug="niaga").slug, "format": "auto"}


def _offers() -> tuple[Any, ...]:
    return list(Offer.objects.order_by("pk").values()), OfferChange.objects.count(), Publisher.objects.count()


def _slims() -> bytes:
    rows = ({"title": f"Buku {number}", "authors": "<Siti>", "item_code": f"<B{number}>"} for number in range(2))
    lines = [slims.line_of([row.get(name, "") for name in slims.COLUMNS]) for row in rows]
    return "".join([slims.line_of(slims.COLUMNS), *lines]).encode()


def _descriptions() -> tuple[Any, ...]:
    records = list(BibliographicRecord.objects.order_by("pk").values())
    return records, list(Accession.objects.order_by("pk").values()), Authority.objects.count()


CASES = (
    Case(
        kind=STANDARDS,
        address="/admin/bandingkan-keputusan/",
        role=roles.CONTENT_APPROVER,
        file_name="standar.json",
        content=_standards,
        refused=b"{}",
        sentence="Berkas › services: tidak ada dalam berkas.",
        applied="Sudah diterapkan sebagai draf.",
        written=_pages,
        jobs=(
            ("cms.standards_check", "Bandingkan berkas standar pelayanan"),
            ("cms.standards_apply", "Terapkan berkas standar sebagai draf"),
        ),
        prepare=_site,
    ),
    Case(
        kind=PEOPLE,
        address="/admin/impor-peserta/",
        role=roles.CURRICULUM_ANALYST,
        file_name="peserta.xlsx",
        content=lambda: sheet([SRI, BUDI]),
        refused=sheet([["a", "b"]], ["x", "y"]),
        sentence="berkas contoh",
        applied="Sudah diproses.",
        written=_people,
        jobs=(("lms.people_check", "Periksa daftar peserta"), ("lms.people_apply", "Proses daftar peserta")),
    ),
    Case(
        kind=QUESTIONS,
        address="/admin/pelatihan/impor-pertanyaan/",
        role=roles.CURRICULUM_ANALYST,
        file_name="soal.xlsx",
        content=lambda: sheet([ONE, SEVERAL], HEADINGS),
        refused=sheet([["Sri"]], ["Nama"]),
        sentence="Perlu kolom Pertanyaan dan Jawaban benar",
        applied="Sudah masuk ke bank.",
        written=lambda: (list(Question.objects.order_by("pk").values()),),
        jobs=(
            ("courses.questions_check", "Periksa daftar pertanyaan"),
            ("courses.questions_apply", "Masukkan pertanyaan ke bank"),
        ),
        prepare=lambda: {"course": course().pk},
    ),
    Case(
        kind=CATALOGUE,
        address="/admin/impor-katalog/",
        role=roles.LIBRARIAN,
        file_name="katalog.csv",
        content=_catalogue,
        refused=b"satu;dua\n1;2\n",
        sentence="kolom",
        applied="Katalog sudah diterapkan.",
        written=_offers,
        jobs=(
            ("elibrary.catalogue_check", "Periksa katalog penerbit"),
            ("elibrary.catalogue_apply", "Terapkan katalog penerbit"),
        ),
        prepare=_publisher,
        batch="elibrary.catalogue.services.imports.BATCH",
    ),
    Case(
        kind=SLIMS,
        address="/admin/impor-slims/",
        role=roles.LIBRARIAN,
        file_name="senayan_biblio_export.csv",
        content=_slims,
        refused=b"judul,harga\nA,1\n",
        sentence="bukan ekspor bibliografi SLiMS",
        applied="Cantuman sudah masuk.",
        written=_descriptions,
        jobs=(("elibrary.slims_check", "Periksa ekspor SLiMS"), ("elibrary.slims_apply", "Terapkan ekspor SLiMS")),
        batch="elibrary.cataloguing.services.slims_import.BATCH",
    ),
)
