"""The contract of the import driver, over all five imports."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.files.uploads.checks import UploadRefused
from core.files.uploads.kinds import XLSX
from core.imports import driver
from core.imports import selectors as imports
from core.imports.kinds import IMPORTS, Stage
from core.imports.models import ImportLine, ImportRun
from core.imports.services import WrongState
from core.jobs.errors import JobError
from core.jobs.models import Job
from core.jobs.registry import get_kind
from core.jobs.run import JobRun
from core.jobs.services import run as run_job
from core.people import roles
from core.sandbox.verdict import Reason, failure
from lms.users.models import User
from tests.core.imports.cases import CASES, Case
from tests.factories.lms import make_staff

pytestmark = pytest.mark.django_db

State, Verdict, Outcome = ImportRun.State, ImportLine.Verdict, ImportLine.Outcome
ROLES = (roles.CONTENT_EDITOR, roles.CONTENT_APPROVER, roles.LIBRARIAN, roles.CURRICULUM_ANALYST)
ACTIONS = ["core.import.uploaded", "core.import.apply_requested", "core.import.applied"]


class Import:
    """One import as a person with the right role uses it, and its worker."""

    def __init__(self, case: Case, answers: dict[str, Any], client: Client) -> None:
        self.case, self.kind, self.answers, self.client = case, case.kind, answers, client
        self.content = case.content()
        self.before = case.written()

    def send(self, content: bytes | None = None) -> Any:
        file = SimpleUploadedFile(self.case.file_name, self.content if content is None else content)
        return self.client.post(f"{self.case.address}new/", {**self.answers, "file": file})

    def sent(self, content: bytes | None = None) -> ImportRun:
        """The run of a file that was taken."""
        place = self.send(content)["Location"]
        run: ImportRun = self.kind.model.objects.get(pk=place.rstrip("/").rpartition("/")[2])
        assert place == self.address("inspect", run)
        return run

    def checked(self, content: bytes | None = None) -> ImportRun:
        run = self.sent(content)
        self.work()
        run.refresh_from_db()
        return run

    def tap(self, run: ImportRun, **answers: Any) -> Any:
        return self.client.post(self.address("terapkan", run), answers, follow=True)

    def applied(self, run: ImportRun) -> ImportRun:
        self.tap(run)
        self.work()
        run.refresh_from_db()
        return run

    def work(self) -> None:
        """Do what waits, as the worker would once its time has come."""
        waiting = Job.objects.filter(kind__in=[self.kind.check.job, self.kind.apply.job], state=Job.State.QUEUED)
        waiting.update(run_after=timezone.now())
        for job in list(waiting):
            run_job(job.pk)

    def job(self, stage: Stage) -> Job:
        return Job.objects.get(kind=stage.job)

    def address(self, step: str, run: ImportRun) -> str:
        return f"{self.case.address}{step}/{run.pk}/"

    def page(self, run: ImportRun, query: str = "") -> str:
        return self.client.get(f"{self.address('inspect', run)}{query}").text


@pytest.fixture(scope="module")
def staff(module_data: None) -> dict[str, User]:
    return {role: make_staff(role) for role in ROLES}


@pytest.fixture(scope="module")
def answers(module_data: None) -> dict[str, dict[str, Any]]:
    """What each form needs, once for all tests; each takes back what it did."""
    return {case.kind.name: case.prepare() for case in CASES}


@pytest.fixture(params=CASES, ids=lambda case: case.kind.name)
def it(
    request: pytest.FixtureRequest,
    staff: dict[str, User],
    answers: dict[str, dict[str, Any]],
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> Import:
    case: Case = request.param
    if case.batch:
        monkeypatch.setattr(case.batch, 1)
    client.force_login(staff[case.role])
    return Import(case, answers[case.kind.name], client)


def outcomes(run: ImportRun) -> set[str]:
    return set(run.lines.filter(verdict__in=imports.CHANGES).values_list("outcome", flat=True))


def sizes(written: tuple[Any, ...]) -> list[int]:
    """How many rows there are of each kind; their keys differ from one try to the next."""
    return [len(part) if isinstance(part, list) else part for part in written]


def actions(run: ImportRun) -> list[str]:
    return list(AuditEntry.objects.filter(subject_id=str(run.pk)).order_by("pk").values_list("action", flat=True))


def fails_once() -> Callable[..., None]:
    """What raises the first time that it is called, and ends a worker's attempt there."""
    left = [RuntimeError("power cut")]

    def failing(*args: Any, **named: Any) -> None:
        if left:
            raise left.pop()

    return failing


def many_lines(run: ImportRun, count: int) -> None:
    first = run.lines.count() + 1
    ImportLine.objects.bulk_create(
        ImportLine(run=run, number=first + n, key=f"k{n}", subject=f"<script>{n}", part="Bagian", verdict=Verdict.NEW)
        for n in range(count)
    )


# --- what is registered ---------------------------------------------------------------


def test_each_import_registers_itself_and_its_two_jobs() -> None:
    assert {kind.name for kind in IMPORTS} == {case.kind.name for case in CASES}
    for case in CASES:
        stages = (case.kind.check, case.kind.apply)
        assert tuple((stage.job, get_kind(stage.job).label) for stage in stages) == case.jobs


# --- a file comes in ------------------------------------------------------------------


def test_a_file_that_is_not_taken_is_told_beside_its_field_and_not_kept(it: Import) -> None:
    labels = ", ".join(kind.label for kind in it.kind.allowed)
    wrong = {b"%PDF-1.7": f"Isi berkas ini bukan {labels}.", b"": "kosong"}
    if it.kind.allowed == (XLSX,):
        wrong |= {b"PK\x03\x04 broken": "rusak", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600: "Excel lama (.xls)"}
    for content, sentence in wrong.items():
        answer = it.send(content)
        assert answer.status_code == 200
        assert sentence in str(answer.context["form"].errors["file"])
    assert "file" in it.client.post(f"{it.case.address}new/", it.answers).context["form"].errors
    assert not ImportRun.objects.exists()


def test_the_largest_file_is_taken_and_one_byte_more_is_not(it: Import) -> None:
    file = ContentFile(it.content, name=it.case.file_name)
    file.size = it.kind.most_bytes + 1
    with pytest.raises(UploadRefused, match="terlalu besar"):
        driver.upload(it.kind, file=file, by=None)
    file.size = it.kind.most_bytes
    assert driver.check_file(it.kind, file).name == it.case.file_name


def test_a_full_disk_is_told_beside_the_field(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **named: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    assert "Ruang simpan server penuh" in str(it.send().context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_a_file_sent_twice_is_one_run_while_it_is_checked(it: Import) -> None:
    first, second = it.send(), it.send()
    assert first["Location"] == second["Location"]
    assert "sedang diperiksa. Ini laporannya." in it.client.get(second["Location"]).text
    assert ImportRun.objects.count() == Job.objects.filter(kind=it.kind.check.job).count() == 1


# --- its check ------------------------------------------------------------------------


def test_a_check_writes_nothing_but_its_report(it: Import) -> None:
    run = it.checked()
    assert (run.state, run.message, it.case.written()) == (State.CHECKED, "", it.before)
    assert len(imports.pending_keys(run)) == 2
    assert outcomes(run) == {""}
    assert actions(run) == ["core.import.uploaded"]
    page = it.page(run)
    assert run.lines.filter(verdict__in=imports.CHANGES)[0].subject in page
    assert f'action="{it.address("terapkan", run)}"' in page


def test_a_file_that_can_not_be_read_is_refused_in_a_sentence(it: Import) -> None:
    run = it.checked(it.case.refused)
    assert (run.state, run.lines.count(), it.case.written()) == (State.REFUSED, 0, it.before)
    assert it.case.sentence in run.message
    assert actions(run) == ["core.import.uploaded", "core.import.refused"]
    assert it.job(it.kind.check).message == "Berkas ditolak."
    page = it.page(run)
    assert "Berkas ditolak; tidak ada yang berubah." in page
    assert it.case.sentence in page
    assert f'href="{it.case.address}new/"' in page


def test_a_check_that_was_killed_is_done_again_and_reports_once(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, dies = driver.imports.check_done, fails_once()

    def check_done(**named: Any) -> None:
        whole(**named)
        dies()

    monkeypatch.setattr("core.imports.services.check_done", check_done)
    run = it.checked()
    assert run.state == State.CHECKING
    it.work()
    run.refresh_from_db()
    assert (run.state, it.case.written()) == (State.CHECKED, it.before)
    assert len(imports.pending_keys(run)) == 2
    assert it.job(it.kind.check).attempts == 2


def test_a_file_that_the_machine_never_manages_to_read_is_refused(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    run = it.sent()
    monkeypatch.setattr("core.sandbox.parent.run", lambda *args, **named: failure(Reason.STOPPED))
    it.work()
    run.refresh_from_db()
    assert run.state == State.CHECKING
    assert "terhenti di tengah jalan" in it.page(run)
    it.work()
    it.work()
    run.refresh_from_db()
    assert (run.state, it.job(it.kind.check).state) == (State.REFUSED, Job.State.FAILED)
    assert "terhenti di tengah jalan" in run.message


# --- its application ------------------------------------------------------------------


def test_what_is_applied_is_written_once_and_a_second_tap_starts_nothing(it: Import) -> None:
    run = it.checked()
    it.tap(run)
    assert "tidak ada yang dimulai lagi" in it.tap(run).text
    assert it.job(it.kind.apply).state == Job.State.QUEUED
    it.work()
    run.refresh_from_db()
    assert (run.state, outcomes(run), actions(run)) == (State.APPLIED, {Outcome.DONE}, ACTIONS)
    assert run.applied_at is not None
    written = it.case.written()
    assert written != it.before
    assert it.case.applied in it.page(run)
    with pytest.raises(WrongState):
        driver.request_apply(run=run, chosen=[], by=None)
    run_job(it.job(it.kind.apply).pk)
    assert it.case.written() == written


def test_the_same_file_again_changes_nothing(it: Import) -> None:
    it.applied(it.checked())
    before = it.case.written()
    again = it.checked()
    assert not again.lines.filter(verdict__in=imports.CHANGES).exists()
    assert "Berkas yang sama persis pernah diunggah" in it.page(again)
    assert it.applied(again).state == State.APPLIED
    assert it.case.written() == before


def test_a_run_that_was_killed_goes_on_with_what_is_left(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    run = it.checked()
    with transaction.atomic():
        it.applied(run)
        whole = sizes(it.case.written())
        transaction.set_rollback(True)
    monkeypatch.setattr(driver, "failpoint", fails_once())
    assert it.applied(run).state == State.APPLYING
    assert outcomes(run) == {"", Outcome.DONE}
    assert sizes(it.case.written()) != whole
    it.work()
    run.refresh_from_db()
    assert (run.state, outcomes(run), actions(run)) == (State.APPLIED, {Outcome.DONE}, ACTIONS)
    assert sizes(it.case.written()) == whole


def test_a_run_that_was_given_up_says_so_and_may_be_asked_for_again(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    run = it.checked()

    def gives_up(**named: Any) -> None:
        raise JobError("Server sedang penuh.", retry=False)

    monkeypatch.setattr("core.imports.services.run_done", gives_up)
    it.applied(run)
    assert (run.state, run.message) == (State.CHECKED, "Server sedang penuh.")
    assert Job.objects.get(kind=it.kind.apply.job).state == Job.State.FAILED
    assert run.message in it.page(run)
    written = it.case.written()
    monkeypatch.undo()
    assert it.applied(run).state == State.APPLIED
    assert it.case.written() == written


def test_what_was_checked_before_the_same_was_applied_is_not_written_twice(it: Import) -> None:
    first = it.checked()
    second = it.checked()
    it.applied(first)
    before = it.case.written()
    assert it.applied(second).state == State.APPLIED
    assert it.case.written() == before
    assert Outcome.DONE not in outcomes(second)


def test_without_the_uploader_only_what_needs_them_stops(it: Import) -> None:
    run = it.checked()
    kind = it.kind
    ImportRun.objects.filter(pk=run.pk).update(uploaded_by=None)
    it.applied(run)
    if kind.applies_as_uploader:
        assert (run.state, run.message) == (State.CHECKED, driver.NO_UPLOADER)
        assert it.case.written() == it.before
    else:
        assert run.state == State.APPLIED


def test_a_choice_that_the_report_does_not_offer_is_dropped(it: Import) -> None:
    run = it.checked()
    line = run.lines.filter(verdict__in=imports.CHANGES)[0]
    run.lines.filter(key=line.key).update(needs_choice=True)
    assert f'name="pilih" value="{line.key}"' in it.page(run)
    it.tap(run, pilih=[line.key, "bukan-kunci"])
    run.refresh_from_db()
    assert run.chosen == [line.key]


# --- the screens ----------------------------------------------------------------------


def test_the_waiting_person_reads_how_far_it_is(it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, told = JobRun.progress, []

    def progress(job: JobRun, done: int, total: int, message: str = "") -> None:
        whole(job, done, total, message)
        told.append(message)
        if len(told) == 1:
            assert message in it.page(run)

    monkeypatch.setattr(JobRun, "progress", progress)
    run = it.sent()
    assert "Menunggu giliran." in it.page(run)
    assert 'http-equiv="refresh"' in it.page(run)
    it.work()
    assert told[0] == "Membaca berkas."
    assert it.job(it.kind.check).message == it.kind.check.done
    it.tap(run)
    assert "Menunggu giliran." in it.page(run)
    it.work()
    if it.kind.progress_every == 1:
        assert told[-1] == it.kind.apply.progress.format(done=2, total=2)
    assert it.job(it.kind.apply).message == it.kind.apply.done
    assert 'http-equiv="refresh"' not in it.page(run)


def test_the_report_is_a_spreadsheet_with_every_line_and_no_formula(it: Import) -> None:
    run = it.checked()
    run.lines.update(after="=HYPERLINK(1)")
    sheet = load_workbook(BytesIO(b"".join(it.client.get(it.address("laporan", run)).streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Nomor", "Objek", "Bagian", "Hasil")
    assert len(rows) == 1 + run.lines.count()
    first = run.lines.all()[0]
    assert rows[1][:6] == (
        first.number,
        first.subject,
        first.part,
        first.get_verdict_display(),
        first.before or None,
        "=HYPERLINK(1)",
    )
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_report_and_list_are_paged_escaped_and_ask_no_more_for_more_rows(it: Import, queries: Any) -> None:
    run = it.checked()
    spent = []
    for number in range(2):
        for place in (it.case.address, it.address("inspect", run)):
            it.client.get(place)  # fills what is looked up once
            with queries:
                page = it.client.get(place).text
            spent.append(len(queries))
        many_lines(run, 200)
        for other in range(3):
            fields = {"file_name": "lain.csv", "options": run.options, "uploaded_by": run.uploaded_by, "message": "x"}
            ImportRun.objects.create(kind=it.kind.name, sha256=f"{number}{other}", state=State.REFUSED, **fields)
    assert spent[:2] == spent[2:]
    assert page.count("<article>") == 50
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page
    last = it.page(run, "?p=500&hasil=lain")
    assert "Sebelumnya" in last
    assert "Berikutnya" not in last
    assert "Tidak ada baris dengan hasil ini." in it.page(run, "?hasil=absent")


def test_only_the_role_may_send_read_and_apply(it: Import, staff: dict[str, User]) -> None:
    run = it.checked()
    pages = [it.case.address, f"{it.case.address}new/", it.address("inspect", run), it.address("laporan", run)]
    assert [it.client.get(page).status_code for page in pages] == [200] * 4
    assert it.client.get(it.address("terapkan", run)).status_code == 405
    for other in set(ROLES) - {it.case.role}:
        it.client.force_login(staff[other])
        assert [it.client.get(page).status_code for page in pages] == [302] * 4, other
        it.tap(run)
        it.send(b"{}")
    run.refresh_from_db()
    assert (run.state, ImportRun.objects.count()) == (State.CHECKED, 1)


def test_a_run_of_another_import_is_not_shown(it: Import) -> None:
    run = ImportRun.objects.create(kind="lain", file_name="berkas-lain.csv", sha256="0", state=State.CHECKED)
    steps = [it.client.get(it.address("inspect", run)), it.client.get(it.address("laporan", run)), it.tap(run)]
    assert [answer.status_code for answer in steps] == [404] * 3
    assert run.file_name not in it.client.get(it.case.address).text
