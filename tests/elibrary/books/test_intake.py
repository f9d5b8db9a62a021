"""Whatever the file is, the intake ends with pages or with a sentence; a killed attempt costs time and nothing else."""

import io
import os
import signal
import subprocess

import pypdfium2 as pdfium
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from elibrary.books.ingest import extract, pdf
from elibrary.books.models import Book
from elibrary.books.services import intake
from elibrary.books.services.books import book_create, intake_subject
from tests.factories.elibrary import pdf_bytes

pytestmark = pytest.mark.django_db


def _take_in(data, title="Buku"):
    book = book_create(by=None, file=ContentFile(data, name="buku.pdf"), title=title)
    jobs.run(latest_job(kind="elibrary.intake", subject=intake_subject(book)).pk)
    book.refresh_from_db()
    return book


def test_each_page_has_its_text_and_a_picture_in_private_storage(private_files):
    book = _take_in(pdf_bytes("Izin usaha — “simpan pinjam”", "Halaman kedua"))
    assert (book.state, book.page_count, book.textless_count) == ("ready", 2, 0)
    first, second = book.pages.all()
    assert first.text == "Izin usaha — “simpan pinjam”"
    assert second.text == "Halaman kedua"
    picture = Image.open(private_files / first.picture.name)
    assert (picture.format, picture.size) == ("WEBP", (first.width, first.height))
    assert first.width == 1000
    assert Job.objects.get().message == "2 halaman selesai dibaca."
    assert AuditEntry.objects.filter(action="elibrary.book.read", actor=None).count() == 1


def test_a_scan_without_text_is_taken_and_says_so():
    book = _take_in(pdf_bytes("", ""))
    assert (book.state, book.textless_count) == ("ready", 2)
    assert book.has_no_text


def test_a_book_longer_than_a_batch_is_read_whole_and_in_order(monkeypatch):
    monkeypatch.setattr(extract, "BATCH", 2)
    book = _take_in(pdf_bytes(*(f"Nomor {n}" for n in range(1, 6))))
    assert [page.text for page in book.pages.all()] == [f"Nomor {n}" for n in range(1, 6)]


def _locked():
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_encryption(owner_password="pemilik", user_password="pembaca")
    return bytes(document.output())


def _without_pages():
    out = io.BytesIO()
    pdfium.PdfDocument.new().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_locked(), "kata sandi"),
        (_without_pages(), "tidak berisi halaman"),
        (pdf_bytes("Halo")[:300], "rusak"),
        (b"%PDF-1.7\nsampah", "rusak"),
    ],
    ids=["password", "no pages", "truncated", "rubbish"],
)
def test_a_file_that_can_not_be_read_is_refused_at_once_with_its_reason(data, sentence):
    book = _take_in(data)
    assert book.state == "refused"
    assert sentence in book.problem
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("failed", 1)
    assert AuditEntry.objects.filter(action="elibrary.book.refused").count() == 1


def test_too_many_pages_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("a", "b", "c"))
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(pdf.Refused, match="3 halaman; paling banyak 2"):
        pdf.count_pages(str(path))


def test_text_is_tidied_for_people_and_for_postgresql():
    assert pdf.tidy("koper\ufffe\nasi\r\n\x00baris  \r\n\r\n\r\n\r\nakhir") == "koperasi\nbaris\n\nakhir"


@pytest.mark.parametrize("point", ["intake.extracted", "job.before_commit"])
def test_an_attempt_killed_before_its_end_leaves_nothing_and_the_next_one_does_all(monkeypatch, private_files, point):
    class Killed(BaseException):
        pass

    def die(reached):
        if reached == point:
            raise Killed

    book = book_create(by=None, file=ContentFile(pdf_bytes("Satu", "Dua"), name="b.pdf"), title="Buku")
    job = latest_job(kind="elibrary.intake", subject=intake_subject(book))
    with monkeypatch.context() as patch:
        patch.setattr(intake, "failpoint", die)
        patch.setattr("core.jobs.run.failpoint", die)
        with pytest.raises(Killed):
            jobs.run(job.pk)
    assert not book.pages.exists()
    Job.objects.update(lease_until="2020-01-01T00:00:00Z")
    jobs.run(job.pk)
    jobs.run(job.pk)
    book.refresh_from_db()
    assert (book.state, book.page_count, book.pages.count()) == ("ready", 2, 2)
    assert len(list(private_files.rglob("*.webp"))) == 2
    assert AuditEntry.objects.filter(action="elibrary.book.read").count() == 1


def test_a_sandbox_killed_half_way_through_a_book_costs_one_attempt(monkeypatch, private_files):
    """The first child counts, the second reads page 1, the third dies before page 2."""
    children = []

    class Doomed(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            children.append(self)
            if len(children) == 3:
                os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(extract, "BATCH", 1)
    monkeypatch.setattr("core.sandbox.parent.subprocess.Popen", Doomed)
    book = _take_in(pdf_bytes("Satu", "Dua"))
    job = Job.objects.get()
    assert children[2].returncode == -signal.SIGKILL
    assert (job.state, job.progress_done, book.state) == ("queued", 1, "checking")
    assert "terhenti" in job.message
    assert not book.pages.exists()
    Job.objects.update(run_after="2020-01-01T00:00:00Z")
    jobs.run(job.pk)
    book.refresh_from_db()
    assert (book.state, [page.text for page in book.pages.all()]) == ("ready", ["Satu", "Dua"])
    assert len(list(private_files.rglob("*.webp"))) == 2


def test_a_fault_of_the_machine_is_tried_again(monkeypatch):
    from core.sandbox.verdict import Reason, Verdict

    stopped = Verdict(ok=False, reason=Reason.STOPPED, sentence="Pembacaan berkas ini terhenti di tengah jalan.")
    monkeypatch.setattr("core.sandbox.parent.run", lambda *args, **kwargs: stopped)
    book = _take_in(pdf_bytes("Halo"))
    assert book.state == "checking"
    job = Job.objects.get()
    assert (job.state, job.message) == ("queued", "Pembacaan berkas ini terhenti di tengah jalan.")


def test_after_the_last_attempt_the_book_says_what_happened(monkeypatch):
    from core.sandbox.verdict import Reason, Verdict

    stopped = Verdict(ok=False, reason=Reason.STOPPED, sentence="Terhenti.")
    monkeypatch.setattr("core.sandbox.parent.run", lambda *args, **kwargs: stopped)
    book = _take_in(pdf_bytes("Halo"))
    for _ in range(2):
        Job.objects.update(run_after="2020-01-01T00:00:00Z")
        jobs.run(Job.objects.get().pk)
    book = Book.objects.get()
    assert (book.state, book.problem) == ("refused", "Terhenti.")
