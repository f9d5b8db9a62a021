"""Files that are broken, hostile or simply strange: the run finishes, each record has its verdict, and the worker lives."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from core.files.uploads.checks import UploadRefused
from core.imports.models import ImportRun
from core.jobs.models import Job
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Verdict
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.selectors import Summary, catalogue_summary
from elibrary.formats import xml_stream
from elibrary.formats.values import dates
from elibrary.formats.values.errors import NotUnderstood
from tests.elibrary.formats.onix_messages import message
from tests.factories.catalogue import applied, checked, work

EXTRACT = "elibrary.formats.extraction.extract"

BOMB = b"""<?xml version="1.0"?><!DOCTYPE ONIXMessage [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<ONIXMessage release="3.0"><Product><RecordReference>&e;</RecordReference></Product></ONIXMessage>"""


def finished(content: bytes) -> tuple[ImportRun, Summary]:
    """The run at its end, and what came of its records; the job is done and nothing waits."""
    run = checked(content, publisher="aneh")
    if run.state == ImportRun.State.CHECKED and run.lines.filter(verdict__in=["new", "changed"]).exists():
        run = applied(run)
    assert not Job.objects.filter(kind__startswith="elibrary.catalogue").exclude(state=Job.State.DONE).exists()
    return run, catalogue_summary(run, with_problems=True)


def verdicts(summary: Summary) -> tuple[int, int]:
    return summary.created, summary.refused


def workbook(*rows: tuple[Any, ...], merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.django_db
def test_a_truncated_file_brings_what_stands_before_the_break() -> None:
    whole = message(_product("A-1"), _product("A-2")).encode()
    _, summary = finished(whole[: whole.rindex(b"<TitleText>")])
    assert summary.created == 1
    assert "terputus" in summary.problems[-1]["message"]


@pytest.mark.django_db
def test_a_billion_laughs_are_refused_with_a_sentence() -> None:
    run, summary = finished(BOMB)
    told = run.message or summary.problems[0]["message"]
    assert "entitas" in told.casefold()
    assert not Offer.objects.exists()


@pytest.mark.django_db
def test_two_encodings_in_one_file_are_both_read() -> None:
    text = "Judul;Harga\nCafé Kita;10.000\n".encode() + "Résumé Usaha;20.000\n".encode("cp1252")
    assert verdicts(finished(text)[1]) == (2, 0)
    assert set(Offer.objects.values_list("title", flat=True)) == {"Café Kita", "Résumé Usaha"}


@pytest.mark.django_db
def test_a_record_larger_than_any_is_refused_and_the_next_one_read() -> None:
    """The limits of the real thing are those of one record; the length of the file has none."""
    huge = "<Note>" + "x" * (xml_stream.MOST_CHARACTERS + 1) + "</Note>"
    _, summary = finished(message(_product("A-1", extra=huge), _product("A-2")).encode())
    assert verdicts(summary) == (1, 1)
    assert "terlalu besar" in summary.problems[0]["message"]


def _limit(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    whole = sandbox.run

    def limited(function: str, **named: Any) -> Verdict:
        return whole(function, **{**named, "limits": limits})

    monkeypatch.setattr("core.sandbox.parent.run", limited)


@pytest.mark.django_db
def test_a_file_that_takes_more_memory_than_allowed_ends_in_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    _limit(monkeypatch, Limits(memory=48 * 1024 * 1024, cpu=20, wall=30.0, file=1024 * 1024))
    run, _ = finished(message(*(_product(f"A-{number}") for number in range(3000))).encode())
    assert (run.state, bool(run.message)) == (ImportRun.State.REFUSED, True)


@pytest.mark.django_db
def test_a_file_that_takes_longer_than_allowed_ends_in_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time may lie in the machine: it is tried again, and the last try refuses the file."""
    _limit(monkeypatch, Limits(cpu=1, wall=0.2))
    run = checked(message(*(_product(f"A-{number}") for number in range(3000))).encode(), publisher="aneh")
    job = Job.objects.get(kind="elibrary.catalogue_check")
    while job.state == Job.State.QUEUED:
        work()
        job.refresh_from_db()
    run.refresh_from_db()
    assert (job.state, run.state) == (Job.State.FAILED, ImportRun.State.REFUSED)
    assert "terlalu lama" in run.message


@pytest.mark.django_db
def test_a_stream_of_xml_larger_than_the_memory_it_may_take_is_read_to_its_end(tmp_path: Path) -> None:
    """128 MB with two books; 2 GB are the same but for the time."""
    path, filler = tmp_path / "besar.xml", b"<!-- " + b"x" * 1_048_000 + b" -->\n"
    whole = message(_product("A-1"), _product("A-2")).encode()
    with path.open("wb") as target:
        target.write(whole[: whole.rindex(b"<Product>")])
        target.writelines([filler] * 128)
        target.write(whole[whole.rindex(b"<Product>") :])
    limits = Limits(memory=96 * 1024 * 1024, cpu=60, wall=120.0)
    verdict = sandbox.run(EXTRACT, limits=limits, heartbeat=lambda: None, path=str(path), out=str(tmp_path / "keluar"))
    assert (verdict.ok, verdict.value) == (True, {"format": "onix", "records": 2})


@pytest.mark.django_db
def test_formulas_and_merged_cells_of_a_workbook() -> None:
    rows = [("Judul", "Penulis", "Harga"), ("Satu", "Siti", 10000), ("=A2", None, "=C2*2"), ("Tiga", None, 30000)]
    _, summary = finished(workbook(*rows, merged="B2:B4"))
    assert verdicts(summary) == (2, 1)
    assert "rumus" in summary.problems[0]["message"]
    assert set(Offer.objects.values_list("title", "creators")) == {("Satu", "Siti"), ("Tiga", "Siti")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "bukan"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "bukan"),
        (b"", "kosong"),
    ],
    ids=["xls", "pdf", "empty"],
)
def test_other_files_called_xlsx_are_refused_when_they_come(content: bytes, said: str) -> None:
    with pytest.raises(UploadRefused, match=said):
        checked(content, publisher="aneh")


@pytest.mark.django_db
def test_a_document_called_xlsx_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(UploadRefused, match="bukan"):
        checked(target.getvalue(), publisher="aneh")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-28", "2026-11-28"),
        ("28/11/2026", "2026-11-28"),
        ("28-11-2026", "2026-11-28"),
        ("28 November 2026", "2026-11-28"),
        ("28 Agustus 2026", "2026-08-28"),
        ("Agustus 2026", "2026-08"),
        ("2026", "2026"),
    ],
)
def test_dates_of_several_cultures(written: str, read: str) -> None:
    assert dates.read(written) == read


@pytest.mark.parametrize("written", ["kapan-kapan", "99999"])
def test_what_is_no_date_is_told(written: str) -> None:
    with pytest.raises(NotUnderstood):
        dates.read(written)


@pytest.mark.django_db
def test_isbns_with_wrong_check_digits_are_told_and_shared_ones_refused() -> None:
    table = (
        "Kode;Judul;Penulis;ISBN\nA;Kopi Lereng;Siti;9786020332956\nB;Beras Merah;Budi;9786020332956\n"
        "C;Teh Pagi;Rina;9786020332957\n"
    )
    _, summary = finished(table.encode())
    assert verdicts(summary) == (2, 1)
    told = {problem["record"]: problem["message"] for problem in summary.problems}
    assert "juga dipakai rekaman A" in told["B"]
    assert "ISBN" in told["C"]
    assert Offer.objects.get(reference="C").isbn13 is None


@pytest.mark.django_db
def test_a_publisher_who_renumbers_keeps_their_offers() -> None:
    table = "Kode;Judul;Penulis;ISBN\n{0}1;Kopi Lereng;Siti;9786020332956\n{0}2;Beras Merah;Budi;9786020312347\n"
    finished(table.format("A-").encode())
    known = dict(Offer.objects.values_list("isbn13", "pk"))
    _, summary = finished(table.format("B-").encode())
    assert (summary.created, summary.updated) == (0, 2)
    assert dict(Offer.objects.values_list("isbn13", "pk")) == known


def _product(reference: str, *, extra: str = "") -> str:
    title = f"<TitleText>Judul {reference}</TitleText></TitleElement></TitleDetail>"
    return (
        f"<Product><RecordReference>{reference}</RecordReference><NotificationType>03</NotificationType>{extra}"
        "<DescriptiveDetail><ProductForm>ED</ProductForm><TitleDetail><TitleType>01</TitleType><TitleElement>"
        f"<TitleElementLevel>01</TitleElementLevel>{title}</DescriptiveDetail></Product>"
    )
