"""What several people, or one impatient one, do with a data file at the same moment; on PostgreSQL."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from cms.home.services.site_setup import seed_site
from cms.standards.imports.export import current_standards
from cms.standards.models.service import ServicePage
from cms.standards.models.standards_import import StandardsImport
from cms.standards.services.imports import STANDARDS
from core.audit.models import AuditEntry
from core.imports import services as imports
from core.imports.driver import request_apply, upload
from core.jobs.models import Job
from core.people import roles
from tests.cms.builders import one_service, restore_roots
from tests.cms.standards.imports import edited, uploaded, work
from tests.cms.standards.test_import import new_product
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _site() -> None:
    restore_roots()
    list(seed_site(one_service()))


def at_once(do: Callable[[], None]) -> Counter[str]:
    def attempt(_: int) -> str:
        try:
            do()
            return "done"
        except (imports.AlreadyChecking, imports.WrongState) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        return Counter(pool.map(attempt, range(6)))


def test_one_file_sent_six_times_at_once_is_one_run() -> None:
    by, content = make_staff(roles.CONTENT_APPROVER), json.dumps(current_standards()).encode()
    outcomes = at_once(lambda: upload(STANDARDS, file=ContentFile(content, name="a.json"), by=by) and None)
    assert outcomes == {"done": 1, "AlreadyChecking": 5}
    assert StandardsImport.objects.count() == 1


def test_six_taps_apply_once() -> None:
    run = uploaded(edited(current_standards(), new_product))
    outcomes = at_once(lambda: request_apply(run=run, chosen=[], by=run.uploaded_by))
    assert outcomes == {"done": 1, "WrongState": 5}
    assert Job.objects.filter(kind=STANDARDS.apply.job).count() == 1
    work()
    assert ServicePage.objects.get().revisions.filter(user=run.uploaded_by).count() == 1
    assert AuditEntry.objects.filter(action="core.import.applied").count() == 1
