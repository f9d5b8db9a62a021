from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from lms.privacy.services import erasure, export


@job_handler("lms.data_export", label="Siapkan salinan data", on_failed=export.export_failed)
def data_export(run: JobRun) -> None:
    export.export_build(run, public_id=run.job.payload["export"])


@job_handler("lms.erase_account", label="Hapus akun", on_failed=erasure.erasure_failed)
def erase_account(run: JobRun) -> None:
    erasure.erasure_execute(run, request_id=run.job.payload["erasure"])
