"""SLiMS in and out: its rows become descriptions with their items, and what goes out comes in again without a change."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from core.audit.models import AuditEntry
from core.imports.driver import request_apply, upload
from core.imports.models import ImportLine, ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.sandbox.verdict import Refused
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.models.slims_import import SlimsImport
from elibrary.cataloguing.selectors import slims_words
from elibrary.cataloguing.services.accessions import accession_withdraw
from elibrary.cataloguing.services.bibliographic import record_save
from elibrary.cataloguing.services.slims_import import SLIMS
from elibrary.cataloguing.slims import rows
from tests.factories.cataloguing import authority

FIXTURES = Path(__file__).parent / "fixtures"
pytestmark = pytest.mark.django_db
Verdict = ImportLine.Verdict


def work() -> None:
    waiting = Job.objects.filter(kind__startswith="elibrary.slims", state=Job.State.QUEUED)
    waiting.update(run_after=timezone.now())
    for job in waiting:
        jobs.run(job.pk)


def checked(content: str | bytes) -> ImportRun:
    data = content.encode() if isinstance(content, str) else content
    run = upload(SLIMS, file=ContentFile(data, name="senayan_biblio_export.csv"), by=None)
    work()
    return SlimsImport.objects.get(pk=run.pk)


def applied(content: str | bytes) -> ImportRun:
    run = checked(content)
    request_apply(run=run, chosen=[], by=None)
    work()
    run.refresh_from_db()
    assert run.state == run.State.APPLIED
    return run


def verdicts(run: ImportRun) -> list[str]:
    return list(run.lines.order_by("number").values_list("verdict", flat=True))


def sent_out() -> str:
    return "".join(rows.lines(slims_words(one) for one in BibliographicRecord.objects.order_by("pk")))


def everything() -> tuple[Any, ...]:
    return (
        list(BibliographicRecord.objects.order_by("pk").values()),
        list(Accession.objects.order_by("pk").values()),
        list(Heading.objects.order_by("pk").values()),
        Authority.objects.count(),
    )


def row(**cells: str) -> str:
    return rows.line_of([cells.get(name, "") for name in rows.COLUMNS])


HEAD = rows.line_of(rows.COLUMNS)
BUMI = {
    "title": "Bumi manusia : sebuah novel",
    "gmd_name": "Text",
    "isbn_issn": "9789799731234",
    "publisher_name": "Hasta Mitra",
    "publish_year": "1980",
    "collation": "xii, 354 hlm. : il. ; 21 cm.",
    "call_number": "899.221 3 TOE b",
    "language_name": "Indonesia",
    "place_name": "Jakarta",
    "classification": "899.221 3",
    "notes": 'Kata "Minke",\nbaris dua.',
    "image": "bumi.jpg",
    "authors": "<Toer, Pramoedya Ananta>",
    "topics": "<Fiksi><Sejarah>",
    "item_code": "<B00001><B00002>",
}


def test_a_row_becomes_a_description_with_its_headings_and_items() -> None:
    run = applied(HEAD + row(**BUMI))
    record = BibliographicRecord.objects.get()
    assert (record.title, record.ddc, record.call_number) == ("Bumi manusia : sebuah novel", "899.2213", "899.221 3 TOE b")
    assert (record.place, record.published, record.image) == ("Jakarta", "1980", "bumi.jpg")
    assert [(use.authority.preferred, use.authority.kind) for use in record.uses.all()] == [
        ("Toer, Pramoedya Ananta", "person"),
        ("Fiksi", "subject"),
        ("Sejarah", "subject"),
    ]
    assert [one.number for one in record.accessions.all()] == ["B00001", "B00002"]
    assert AuditEntry.objects.filter(action="core.import.applied", subject_id=str(run.pk)).count() == 1


def test_what_slims_itself_wrote_is_read() -> None:
    """As export.php writes it: one more comma behind the headings, quotes inside as they are."""
    applied((FIXTURES / "slims_export.csv").read_bytes())
    assert BibliographicRecord.objects.count() == 3
    assert BibliographicRecord.objects.get(isbn_issn="0596007515").title == 'PHP "5" for dummies'
    assert BibliographicRecord.objects.get(title="Ajax").other_class == "NONE"


def test_what_its_export_program_writes_is_read_twice() -> None:
    """SLiMS doubles no quote and turns a line break into the letter n; a row without a title is told."""
    content = (FIXTURES.parents[1] / "formats" / "fixtures" / "slims_export_php.csv").read_bytes()
    first = applied(content)
    assert verdicts(first) == [Verdict.NEW, Verdict.NEW, Verdict.NEW, Verdict.PROBLEM]
    kopi, warung, folder = BibliographicRecord.objects.order_by("pk")
    assert kopi.notes == "Kata \"kebun\", kata 'cangkir'."
    assert [one.number for one in kopi.accessions.all()] == ["B00011", "B00012"]
    assert [use.authority.preferred for use in warung.uses.all()] == ["Santoso, Budi", "Wulandari, Rina", "Usaha kecil"]
    assert (warung.notes, folder.title) == ("Bab 1: kasnBab 2: utang", "Folder C:\\usaha")
    before = everything()
    assert verdicts(applied(content)) == [Verdict.SAME, Verdict.SAME, Verdict.SAME, Verdict.PROBLEM]
    assert everything() == before


def test_without_headings_the_order_counts() -> None:
    applied(row(**BUMI))
    assert BibliographicRecord.objects.get().publisher_name == "Hasta Mitra"


def test_older_names_of_columns_are_known() -> None:
    applied('"title","gmd","author","subjects","items","isbn_issn"\n"Kopi","Text","<Siti>","<Kopi>","<K1>","1"\n')
    record = BibliographicRecord.objects.get()
    assert (record.material, record.uses.count(), record.accessions.get().number) == ("Text", 2, "K1")


def test_another_table_is_refused_with_a_sentence() -> None:
    run = checked("a;b\n1;2\n")
    assert run.state == run.State.REFUSED
    assert "bukan ekspor bibliografi SLiMS" in run.message


def test_an_empty_file_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "kosong").write_text("\n\n")
    with pytest.raises(Refused):
        list(rows.rows(str(tmp_path / "kosong")))


def test_out_and_in_changes_nothing() -> None:
    applied(HEAD + row(**BUMI) + row(title="Tanpa apa-apa") + row(title="Kopi", authors="<Siti>", item_code="<K1>"))
    applied((FIXTURES / "slims_export.csv").read_bytes())
    authority("Usaha kecil", "UMKM")
    strange = record_save(
        record=BibliographicRecord(),
        answers={
            "title": 'Judul","aneh" <b> \\\'x\\\'',
            "subtitle": "anak, judul",
            "ddc": "2X7.3",
            "subjects": ["umkm", "C++", "a<b"],
            "creators": ["Dinas Koperasi", "Siti"],
            "notes": "satu\r\ndua\n\n=1+1",
            "series": "日本 \u2028 é",
        },
        by=None,
    )
    twins = [record_save(record=BibliographicRecord(), answers={"title": "Kembar"}, by=None) for _ in range(2)]
    assert twins[0] != twins[1]
    item = Accession.objects.get(number="K1")
    accession_withdraw(accession=item, reason="hilang", by=None)
    before = everything()
    run = applied(sent_out())
    assert set(verdicts(run)) == {Verdict.SAME}
    assert len(verdicts(run)) == BibliographicRecord.objects.count()
    assert everything() == before
    assert strange.whole_title in sent_out().replace('""', '"')


def test_out_without_headings_and_in_changes_nothing() -> None:
    applied(HEAD + row(**BUMI))
    before = everything()
    assert verdicts(applied(sent_out().partition("\n")[2])) == [Verdict.SAME]
    assert everything() == before


def test_into_an_empty_library_the_same_comes_out() -> None:
    applied(HEAD + row(**BUMI) + row(title="Kopi", authors="<Dinas Koperasi>", topics="<Kopi>", item_code="<K1>"))
    out = sent_out()
    for model in (Accession, Heading, BibliographicRecord, Authority):
        model.objects.all().delete()
    applied(out)
    assert sent_out() == out


def test_a_change_is_told_by_the_column_and_an_empty_cell_says_nothing() -> None:
    applied(HEAD + row(**BUMI))
    changed = {**BUMI, "edition": "Cet. 2", "place_name": "", "topics": "<Fiksi>", "item_code": "<B00002><B00003>"}
    run = applied(HEAD + row(**changed))
    lines = {line.part: (line.before, line.after) for line in run.lines.all()}
    assert lines["Edisi"] == ("", "Cet. 2")
    assert lines["Subjek"] == ("Fiksi; Sejarah", "Fiksi")
    assert lines["Nomor induk"][1] == "B00002; B00003"
    assert set(lines) == {"Edisi", "Subjek", "Nomor induk"}
    record = BibliographicRecord.objects.get()
    assert (record.edition, record.place, record.accessions.count()) == ("Cet. 2", "Jakarta", 3)


def test_an_item_of_another_book_is_refused() -> None:
    applied(HEAD + row(**BUMI))
    before = everything()
    run = applied(HEAD + row(title="Buku lain", item_code="<B00001>"))
    (line,) = run.lines.all()
    assert (line.verdict, "sudah dipakai “Bumi manusia" in line.message) == (Verdict.PROBLEM, True)
    assert everything() == before


def test_two_rows_about_one_new_book_become_one_description() -> None:
    twice = row(title="Kopi", authors="<Siti>", item_code="<K1>") + row(title="Kopi", authors="<Siti>", item_code="<K2>")
    run = applied(HEAD + twice + row(title="Teh", item_code="<K2>"))
    assert BibliographicRecord.objects.get(title="Kopi").accessions.count() == 2
    assert not BibliographicRecord.objects.filter(title="Teh").exists()
    assert "menjadi satu cantuman" in run.lines.get(verdict=Verdict.NOTE).message
    assert run.lines.get(subject__contains="Teh").outcome == ImportLine.Outcome.SKIPPED


def test_a_row_that_is_too_narrow_or_has_no_title_is_told() -> None:
    run = checked(HEAD + row(**BUMI) + '"Sempit","Text"\n' + row(authors="<Siti>"))
    problems = run.lines.filter(verdict=Verdict.PROBLEM).order_by("number")
    assert ["2 kolom" in problems[0].message, "title kosong" in problems[1].message] == [True, True]


def test_a_batch_costs_the_same_for_any_number_of_rows_that_are_known(queries: Any) -> None:
    from elibrary.cataloguing.slims.compare import decide

    spent = []
    for start in (0, 20):
        names = [f"Buku {number}" for number in range(start, start + 10)]
        content = HEAD + "".join(row(title=name, authors=f"<P {name}>", item_code=f"<{name}>") for name in names)
        applied(content)
        batch = [(n, rows.SlimsRow(n, {**dict.fromkeys(rows.COLUMNS, ""), "title": name})) for n, name in enumerate(names)]
        with queries:
            decide(batch)
        spent.append(len(queries))
    assert spent[0] == spent[1]
