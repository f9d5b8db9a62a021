"""Questions from a spreadsheet: what comes into the bank, what is refused, what the report says."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from core.audit.models import AuditEntry
from core.imports import services as imports
from core.imports.driver import request_apply
from core.imports.models import ImportLine, ImportRun
from core.imports.reading import read
from core.jobs.models import Job
from core.jobs.services import run as run_job
from core.people import roles
from courses.content.models.pages import CoursePage
from courses.questions.imports.records import record_of
from courses.questions.models.question import Question
from courses.questions.models.question_import import QuestionImport
from courses.questions.services.imports import QUESTIONS, questions_upload
from tests.factories.courses import course
from tests.factories.lms import make_staff
from tests.factories.post_test import question
from tests.lms.invitations.sheets import saved, sheet

pytestmark = pytest.mark.django_db

Verdict, Outcome = ImportLine.Verdict, ImportLine.Outcome
HEADINGS = ("Jenis", "Topik", "Pertanyaan", "Pilihan A", "Pilihan B", "Pilihan C", "Jawaban benar", "Penjelasan")
ONE = ("Pilih satu", "Harga", "Apa itu biaya?", "Uang keluar", "Uang masuk", None, "A", "Karena begitu.")
SEVERAL = ("Pilih beberapa", None, "Mana bahan?", "Gula", "Garam", "Spanduk", "A; b", None)
STATEMENT = ("Benar/salah", None, "Ongkos kirim adalah biaya.", None, None, None, "salah", None)
NUMBER = ("Angka", None, "Berapa harga jual?", None, None, None, 25000, None)
WORD = ("Isian", None, "Apa singkatannya?", None, None, None, "NIB; N.I.B", None)
ALL = (ONE, SEVERAL, STATEMENT, NUMBER, WORD)
DESK = "/admin/pelatihan/impor-pertanyaan/"


def work() -> None:
    waiting = Job.objects.filter(kind__startswith="courses.questions", state=Job.State.QUEUED)
    waiting.update(run_after=timezone.now())
    for job in waiting:
        run_job(job.pk)


def uploaded(content: bytes, page: CoursePage) -> QuestionImport:
    by = make_staff(roles.CURRICULUM_ANALYST)
    sent = questions_upload(file=ContentFile(content, name="soal.xlsx"), course=page, by=by)
    work()
    return QuestionImport.objects.get(pk=sent.pk)


def applied(sent: QuestionImport, *, chosen: tuple[str, ...] = ()) -> QuestionImport:
    assert sent.uploaded_by is not None
    request_apply(run=sent, chosen=chosen, by=sent.uploaded_by)
    work()
    sent.refresh_from_db()
    return sent


def brought_in(page: CoursePage, *rows: Any) -> QuestionImport:
    return applied(uploaded(sheet(rows, HEADINGS), page))


def outcomes(sent: QuestionImport) -> list[tuple[str, str]]:
    return list(sent.lines.order_by("number").values_list("verdict", "outcome"))


def test_a_check_writes_nothing_but_its_report() -> None:
    sent = uploaded(sheet(ALL, HEADINGS), course())
    assert (sent.state, Question.objects.count()) == (ImportRun.State.CHECKED, 0)
    assert outcomes(sent) == [(Verdict.NEW, "")] * 5
    line = sent.lines.get(key="baris:2")
    assert (line.subject, line.part) == ("Baris 2: Apa itu biaya?", "Pertanyaan")
    assert "✓ Uang keluar\n– Uang masuk" in line.after


def test_each_kind_comes_into_the_bank_as_it_was_written_with_one_row_of_the_trail() -> None:
    page = course()
    sent = brought_in(page, *ALL)
    told = [(q.kind, q.text, q.answers_label) for q in page.questions.order_by("pk")]
    assert told == [
        ("single", "Apa itu biaya?", "✓ Uang keluar\n– Uang masuk"),
        ("multiple", "Mana bahan?", "✓ Gula\n✓ Garam\n– Spanduk"),
        ("true_false", "Ongkos kirim adalah biaya.", "✓ Salah"),
        ("number", "Berapa harga jual?", "✓ 25000"),
        ("word", "Apa singkatannya?", "✓ NIB\n✓ N.I.B"),
    ]
    first = page.questions.order_by("pk")[0]
    assert (first.topic, first.explanation, first.version) == ("Harga", "Karena begitu.", 1)
    written = set(AuditEntry.objects.filter(subject_id=str(sent.pk)).values_list("action", flat=True))
    assert written == {"core.import.uploaded", "core.import.apply_requested", "core.import.applied"}
    assert not AuditEntry.objects.filter(action="courses.question.created").exists()


def test_a_question_that_is_there_is_changed_only_when_it_was_chosen() -> None:
    page = course()
    there = question(page, "Apa itu biaya?", topic="Dasar", choices=[("Uang keluar", False), ("Uang masuk", True)])
    row = ("Pilih satu", None, "APA itu  biaya", "Uang keluar", "Uang masuk", None, "A", None)
    sent = uploaded(sheet([row], HEADINGS), page)
    parts = dict(sent.lines.values_list("part", "needs_choice"))
    assert parts == {"Pertanyaan": True, "Pilihan dan jawaban": True}, "an empty topic says nothing about the bank's"
    assert {outcome for _, outcome in outcomes(applied(sent))} == {Outcome.SKIPPED}
    again = applied(uploaded(sheet([row], HEADINGS), page), chosen=("baris:2",))
    assert {outcome for _, outcome in outcomes(again)} == {Outcome.DONE}
    there.refresh_from_db()
    changed = Question.objects.get()
    assert (changed.pk, changed.text, changed.topic) == (there.pk, "APA itu biaya", "Dasar")
    assert changed.answers_label == "✓ Uang keluar\n– Uang masuk"


def test_an_archived_question_is_neither_made_again_nor_changed() -> None:
    page = course()
    question(page, "Apa itu biaya?", archived_at=timezone.now())
    sent = brought_in(page, ONE)
    assert outcomes(sent) == [(Verdict.NOTE, "")]
    assert Question.objects.count() == 1


def test_the_bank_of_another_course_is_not_looked_at() -> None:
    question(course("Lain"), "Apa itu biaya?")
    page = course()
    brought_in(page, ONE)
    assert page.questions.count() == 1


WRONG = {
    "no answer": ((*ONE[:6], None, None), "Jawaban benar kosong"),
    "no question": (("Pilih satu", None, None, "A", "B", None, "A", None), "Pertanyaan kosong"),
    "unknown kind": (("Esai", *ONE[1:]), "Jenis “Esai” tidak dikenal"),
    "letter of an empty choice": ((*ONE[:6], "C", None), "huruf pilihannya"),
    "two right ones": ((*ONE[:6], "A, B", None), "tepat satu pilihan"),
    "one choice": ((*ONE[:4], None, None, "A", None), "sedikitnya dua pilihan"),
    "twice the same": ((*ONE[:4], "uang KELUAR", None, "A", None), "berbunyi sama"),
    "statement neither true nor false": ((*STATEMENT[:6], "mungkin", None), "Benar atau Salah"),
    "statement with choices": ((*STATEMENT[:3], "x", None, None, "Benar", None), "tidak memerlukan pilihan"),
    "number in words": ((*NUMBER[:6], "dua puluh", None), "dengan angka saja"),
    "number with choices": ((*NUMBER[:3], "1", None, None, "1", None), "tidak memakai kolom Pilihan"),
    "formula": ((*NUMBER[:6], "=1+1", None), "berisi rumus"),
    "date": ((*NUMBER[:6], timezone.now().replace(tzinfo=None), None), "menjadi tanggal"),
    "too long": (("Pilih satu", None, "x" * 601, "A", "B", None, "A", None), "lebih dari 600 huruf"),
}


@pytest.mark.parametrize(("row", "sentence"), WRONG.values(), ids=WRONG)
def test_a_row_that_makes_no_question_is_named_and_left_out(row: Any, sentence: str) -> None:
    (raw,) = read(QUESTIONS, _run_of(sheet([row], HEADINGS))).value["rows"]
    assert sentence in record_of(raw).problem


def _run_of(content: bytes) -> ImportRun:
    run = ImportRun(kind="courses.questions", file_name="soal.xlsx")
    run.file.save("soal.xlsx", ContentFile(content), save=False)
    return run


def test_duplicate_questions_and_example_rows_are_reported_and_skipped() -> None:
    page = course()
    sent = brought_in(page, ONE, (*ONE[:2], "apa itu biaya", *ONE[3:]), (*ONE[:2], "Contoh: Apa?", *ONE[3:]))
    assert [verdict for verdict, _ in outcomes(sent)] == [Verdict.NEW, Verdict.PROBLEM, Verdict.NOTE]
    assert page.questions.count() == 1
    assert "sama dengan baris 2" in sent.lines.get(key="baris:3").message


def test_lines_inside_a_question_and_decimal_numbers_stay_what_they_are() -> None:
    page = course()
    brought_in(page, (*NUMBER[:2], "Ani menjual roti.\nBerapa  labanya?", None, None, None, 1.5, None))
    made = page.questions.get()
    assert (made.text, made.answers_label) == ("Ani menjual roti.\nBerapa labanya?", "✓ 1,5")


REFUSED = {
    "not a spreadsheet": (b"PK\x03\x04nothing", "rusak"),
    "a text": (b"Jenis;Pertanyaan\n", "bukan Excel"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel lama"),
}


def test_what_was_written_since_the_check_is_not_written_over() -> None:
    page = course()
    sent = uploaded(sheet([ONE], HEADINGS), page)
    question(page, "Apa itu biaya?")
    assert outcomes(applied(sent)) == [(Verdict.NEW, Outcome.SKIPPED)]
    assert page.questions.count() == 1


def test_a_course_that_is_gone_ends_the_check_in_a_sentence() -> None:
    page = course()
    sent = questions_upload(
        file=ContentFile(sheet([ONE], HEADINGS), name="soal.xlsx"), course=page, by=make_staff(roles.CURRICULUM_ANALYST)
    )
    page.delete()
    work()
    sent.refresh_from_db()
    assert sent.state == ImportRun.State.REFUSED
    assert "sudah tidak ada" in sent.message


def test_one_file_is_checked_for_each_course_by_itself() -> None:
    by, content = make_staff(roles.CURRICULUM_ANALYST), sheet([ONE], HEADINGS)
    first, other = course(), course("Lain")
    sent = questions_upload(file=ContentFile(content, name="a.xlsx"), course=first, by=by)
    with pytest.raises(imports.AlreadyChecking) as known:
        questions_upload(file=ContentFile(content, name="a.xlsx"), course=first, by=by)
    assert known.value.run == sent
    questions_upload(file=ContentFile(content, name="a.xlsx"), course=other, by=by)
    work()
    assert {run.options["course"]: run.state for run in ImportRun.objects.all()} == {
        first.pk: ImportRun.State.CHECKED,
        other.pk: ImportRun.State.CHECKED,
    }


def test_from_the_example_file_to_the_bank_on_the_screens(client: Client) -> None:
    page = course()
    client.force_login(make_staff(roles.CURRICULUM_ANALYST))
    example = b"".join(client.get(f"{DESK}contoh/").streaming_content)
    book: Workbook = load_workbook(BytesIO(example))
    for row in book.active.iter_rows(min_row=2):
        row[2].value = row[2].value.removeprefix("Contoh: ")
    assert f"{DESK}new/" in client.get("/admin/pelatihan/bank-pertanyaan/").text
    missing = client.post(f"{DESK}new/", {"file": SimpleUploadedFile("soal.xlsx", saved(book))})
    assert missing.context["form"].errors["course"]
    answer = client.post(f"{DESK}new/", {"file": SimpleUploadedFile("soal.xlsx", saved(book)), "course": page.pk})
    sent = QuestionImport.objects.get()
    assert answer["Location"] == f"{DESK}inspect/{sent.pk}/"
    work()
    shown = client.get(answer["Location"]).text
    assert f"Untuk pelatihan <strong>{page.title}" in shown
    assert "Masukkan ke bank" in shown
    client.post(f"{DESK}terapkan/{sent.pk}/")
    client.post(f"{DESK}terapkan/{sent.pk}/")
    work()
    assert "Sudah masuk ke bank" in client.get(answer["Location"]).text
    assert page.questions.count() == 5
    told = load_workbook(BytesIO(b"".join(client.get(f"{DESK}laporan/{sent.pk}/").streaming_content))).active
    assert told.max_row == 6
