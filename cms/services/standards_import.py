"""Compares a data file with the pages, and has its changes saved as drafts: no public word ever changes here."""

import shutil
import tempfile
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from cms.models.standards_import import KIND, StandardsImport
from cms.services.standards_drafts import add_legal_basis, save_as_draft
from cms.standards_compare import LEGAL_KEY, lines
from core.faults import reach
from core.imports import services as imports
from core.imports.selectors import CHANGES, keys_to_choose, open_keys
from core.jobs.errors import JobError
from core.jobs.run import JobRun
from core.models.imports import ImportLine, ImportRun
from core.models.job import Job
from core.sandbox import parent as sandbox
from core.sandbox.verdict import Limits, Verdict
from core.uploads.kinds import JSON

CHECK, APPLY = "cms.standards_check", "cms.standards_apply"
MOST_BYTES = 4 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
_LIMITS = Limits(memory=512 * _MEBIBYTE, cpu=15, wall=25.0)
_NO_UPLOADER = "Akun pengunggah berkas ini sudah tidak ada. Unggah lagi berkasnya."
Outcome = ImportLine.Outcome


def standards_upload(*, file: File, by: AbstractBaseUser) -> ImportRun:
    """Keep a data file and have it compared. Raises UploadRefused and imports.AlreadyChecking."""
    return imports.run_open(kind=KIND, file=file, allowed=[JSON], most_bytes=MOST_BYTES, check=CHECK, by=by)


def standards_apply_request(*, run: ImportRun, chosen: Collection[str], by: AbstractBaseUser) -> None:
    """Have the changes saved as drafts of the person who uploaded. Raises imports.WrongState."""
    allowed = keys_to_choose(run)
    imports.request_apply(run=run, chosen=[key for key in chosen if key in allowed], apply=APPLY, by=by)


def standards_check(job: JobRun, *, run_id: str) -> None:
    """Compare the file with the newest version of every page. Nothing but the report is written."""
    run = StandardsImport.objects.get(pk=run_id)
    if run.state != ImportRun.State.CHECKING:
        return
    verdict = _read(run)
    if verdict.may_pass_later:
        raise JobError(verdict.sentence)
    if not verdict.ok:
        with job.completing("Berkas ditolak."):
            imports.refuse(run=run, sentence=verdict.sentence)
        return
    found = list(
        lines(verdict.value, lambda done, all_: job.progress(done, all_, f"Membandingkan layanan {done} dari {all_}."))
    )
    with job.completing("Perbandingan selesai."):
        imports.check_done(run=run, lines=found)


def standards_check_failed(job: Job) -> None:
    run = StandardsImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.CHECKING).first()
    if run is not None:
        imports.refuse(run=run, sentence=job.message or "Berkas ini tidak dapat dibaca. Coba unggah lagi.")


def standards_apply(job: JobRun, *, run_id: str) -> None:
    """Save each changed service as a draft, one transaction a service; a killed run goes on with what isn't settled."""
    run = StandardsImport.objects.select_related("uploaded_by").get(pk=run_id)
    if run.state != ImportRun.State.APPLYING:
        return
    if run.uploaded_by is None:
        raise JobError(_NO_UPLOADER, retry=False)
    verdict = _read(run)
    if not verdict.ok:
        raise JobError(verdict.sentence.partition("\n")[0], retry=verdict.may_pass_later)
    keys = open_keys(run)
    for done, key in enumerate(keys, start=1):
        job.progress(done, len(keys), f"Menyimpan draf {done} dari {len(keys)}.")
        _apply_once(run, key, verdict.value)
        reach("standards.service_applied")
    with job.completing("Semua perubahan sudah diterapkan."):
        imports.run_done(run=run)


def standards_apply_failed(job: Job) -> None:
    run = StandardsImport.objects.filter(pk=job.payload["run"], state=ImportRun.State.APPLYING).first()
    if run is not None:
        imports.run_stopped(run=run, sentence=job.message or "Penerapan terhenti. Yang sudah diterapkan tetap; tekan lagi.")


def _read(run: ImportRun) -> Verdict:
    with run.file.open("rb") as source, tempfile.NamedTemporaryFile(prefix="sijawara-", suffix=".json") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        return sandbox.run("cms.standards_upload.read", limits=_LIMITS, path=copy.name)


@transaction.atomic
def _apply_once(run: ImportRun, key: str, raw: Mapping[str, Any]) -> None:
    """The lines are the lock: whoever holds them open does the work, another worker then finds them settled."""
    waiting = run.lines.select_for_update().filter(key=key, outcome="", verdict__in=CHANGES)
    if not list(waiting):
        return
    service = next((one for one in raw["services"] if one["key"] == key), None)
    if key == LEGAL_KEY:
        for basis in raw["legal_bases"]:
            add_legal_basis(raw, basis, run.uploaded_by)
        outcome, message = str(Outcome.DONE), ""
    elif service is None:
        outcome, message = str(Outcome.SKIPPED), "Layanan ini tidak ada lagi dalam berkas."
    else:
        outcome, message = save_as_draft(service, raw, by=run.uploaded_by, over_drafts=run.chosen)
    imports.settle(run=run, key=key, outcome=outcome, message=message)
