"""Records as extraction gives them, publishers, and an import from start to end with a file of our own making."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from core.imports.driver import request_apply
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.sandbox.verdict import Verdict
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.catalogue.services.imports import catalogue_upload
from elibrary.formats import extraction
from elibrary.formats.records import Carrier, Contributor, Extracted, Identifier, Price, ProductRecord, Supply, Territory
from elibrary.publishers.models import Publisher

KOPI = ProductRecord(
    reference="K-1",
    title="Kopi Lereng Ijen",
    carrier=Carrier.DIGITAL,
    product_form="ED",
    file_format="epub",
    identifiers=(Identifier("isbn13", "9786020000015"),),
    contributors=(Contributor("Siti Aminah"),),
    languages=("ind",),
    publication_date="2026-01",
    sales_territory=Territory(included=("ID",)),
    supplies=(Supply("Distributor", "20", prices=(Price(Decimal("75000"), "IDR", "02"),)),),
)
_numbers = count(1)


class PublisherFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publisher

    name = factory.Sequence(lambda n: f"Penerbit {n}")
    slug = factory.Sequence(lambda n: f"penerbit-{n}")


def isbn(number: int) -> str:
    twelve = f"978979{number:06}"
    return twelve + str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve)) % 10)


def book(number: int, **changes: Any) -> ProductRecord:
    """A product of its own."""
    words = {
        "reference": f"R-{number}",
        "title": f"Judul ke {number} saja",
        "identifiers": (Identifier("isbn13", isbn(number)),),
        "contributors": (Contributor(f"Pengarang {number}"),),
    }
    return replace(KOPI, **{**words, **changes})


def priced(record: ProductRecord, rupiah: int) -> ProductRecord:
    return replace(record, supplies=(replace(record.supplies[0], prices=(Price(Decimal(rupiah), "IDR", "02"),)),))


class Reader:
    """Stands where the sandbox is: the file's only words are the number of the records that it holds."""

    def __init__(self) -> None:
        self.files: dict[str, list[Extracted]] = {}

    def file_of(self, records: Iterable[ProductRecord | Extracted]) -> bytes:
        content = f"berkas,{next(_numbers)}"
        self.files[content] = [
            one if isinstance(one, Extracted) else Extracted(line, one) for line, one in enumerate(records, start=2)
        ]
        return content.encode()

    def __call__(self, function: str, *, path: str, out: str = "", **options: Any) -> Verdict:
        if not out:
            return Verdict(ok=True, value=[])  # asked for columns, which these files have none of
        found = self.files[Path(path).read_text()]
        return Verdict(ok=True, value={"format": "csv", "records": extraction.write(found, out)})


def work() -> None:
    """Do every job that waits for a catalogue, as the worker would once its time has come."""
    waiting = Job.objects.filter(kind__startswith="elibrary.catalogue", state=Job.State.QUEUED)
    waiting.update(run_after=timezone.now())
    for job in waiting:
        jobs.run(job.pk)


def checked(content: bytes, *, publisher: str, by: Any = None) -> ImportRun:
    """A catalogue that was sent and checked."""
    sent = catalogue_upload(file=ContentFile(content, name="katalog.csv"), publisher=publisher, by=by)
    work()
    return CatalogueImport.objects.get(pk=sent.pk)


def applied(run: ImportRun) -> ImportRun:
    request_apply(run=run, chosen=[], by=run.uploaded_by)
    work()
    run.refresh_from_db()
    return run
