"""Places from which catalogues come, looked into as the worker would; feeds as publishers' servers send them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import factory
from django.utils import timezone

from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import enqueue
from elibrary.sources.models import CatalogueSource, SourceCheck
from elibrary.sources.services.sources import CHECK_SOURCE
from tests.factories.catalogue import PublisherFactory, isbn

HOST = "katalog.example"
FEED = f"http://{HOST}/opds"


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CatalogueSource

    publisher = factory.SubFactory(PublisherFactory, slug="balai-pustaka", name="Balai Pustaka")
    kind = CatalogueSource.Kind.OPDS
    address = factory.LazyAttribute(lambda source: FEED if source.kind == "opds" else "")


def look(source: CatalogueSource, *, whole: bool = False) -> SourceCheck | None:
    """One look by the worker, now; the newest check."""
    CatalogueSource.objects.filter(pk=source.pk).update(next_check_at=timezone.now())
    payload = {"source": source.pk, "whole": whole}
    job = enqueue(kind=CHECK_SOURCE, subject=source.job_subject, payload=payload)
    jobs.run(job.pk)
    source.refresh_from_db()
    return source.checks.first()


def again(source: CatalogueSource) -> None:
    """What a worker does with the work of one that was killed."""
    job = Job.objects.get(kind=CHECK_SOURCE, subject=source.job_subject, state=Job.State.RUNNING)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    jobs.run(job.pk)
    source.refresh_from_db()


def minutes_pass(source: CatalogueSource) -> None:
    """The files that were seen have lain there for some time."""
    source.refresh_from_db()
    long_ago = (timezone.now() - dt.timedelta(minutes=5)).isoformat()
    seen = {name: [mark, long_ago] for name, (mark, _since) in source.seen.items()}
    CatalogueSource.objects.filter(pk=source.pk).update(seen=seen)
    source.refresh_from_db()


def taken_from(source: CatalogueSource) -> SourceCheck | None:
    """Two looks, with time in between for files to settle."""
    look(source)
    minutes_pass(source)
    return look(source)


def table(*numbers: int) -> bytes:
    rows = [f"K-{number};Buku ke {number};Pengarang {number};{isbn(number)};25000" for number in numbers]
    return "\n".join(["Kode Produk;Judul;Pengarang;ISBN;Harga", *rows, ""]).encode()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.is_dir()) if folder.exists() else []


def json_page(*numbers: int, next_page: str = "") -> str:
    """A page of an OPDS 2.0 feed."""
    links = [{"rel": "next", "href": next_page}] if next_page else []
    return json.dumps({"metadata": {"title": "Katalog"}, "links": links, "publications": [_publication(n) for n in numbers]})


def _publication(number: int) -> dict[str, Any]:
    buy = {"rel": "http://opds-spec.org/acquisition/buy", "href": f"buku/{number}.epub", "type": "application/epub+zip"}
    about = {"title": f"Buku ke {number}", "identifier": f"urn:isbn:{isbn(number)}", "author": f"Pengarang {number}"}
    return {"metadata": about, "links": [buy]}


def atom_page(*numbers: int, next_page: str = "") -> str:
    """A page of an OPDS 1.2 feed."""
    link = f'<link rel="next" href="{next_page}"/>' if next_page else ""
    entries = "".join(
        f"<entry><id>urn:isbn:{isbn(number)}</id><title>Buku ke {number}</title>"
        f'<link rel="http://opds-spec.org/acquisition/buy" href="buku/{number}.epub" type="application/epub+zip"/></entry>'
        for number in numbers
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>Katalog</title>{link}{entries}</feed>'
