"""Pages appear and go at their time; one that is refused stops no other, and people hear of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.messages.models import Notification
from core.people import roles
from core.publishing.models.publication import Publication
from core.publishing.tasks import publish_scheduled
from lms.users.models import User
from tests.cms.builders import draft_of
from tests.factories.lms import make_staff

RunJobs = Callable[[], int]
LogIn = Callable[[User], Client]


@pytest.fixture
def approver(shared_site: None, db: None) -> User:
    return make_staff(roles.CONTENT_APPROVER)


@pytest.fixture(autouse=True)
def _no_other_jobs(shared_site: None, db: None) -> None:
    Job.objects.all().delete()


def approved_for_later(page: ServicePage, approver: User | None) -> Revision:
    """Approved yesterday for this morning."""
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish(user=approver)
    assert not ServicePage.objects.get(pk=page.pk).live
    return _moved_back(revision)


def _moved_back(revision: Revision) -> Revision:
    past = timezone.now() - timedelta(minutes=5)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return Revision.objects.get(pk=revision.pk)


def without_product(revision: Revision) -> Revision:
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "product": ""})
    return Revision.objects.get(pk=revision.pk)


def run_schedule(run_jobs: RunJobs) -> None:
    publish_scheduled()
    run_jobs()


def test_beat_looks_every_minute() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["publish-scheduled"]
    assert (entry["task"], entry["schedule"]) == ("core.publish_scheduled", timedelta(minutes=1))


def test_a_page_appears_at_its_time_in_the_name_of_who_approved(
    shared_service: ServicePage, approver: User, run_jobs: RunJobs
) -> None:
    page = draft_of(shared_service, "Layanan esok")
    revision = approved_for_later(page, approver)
    assert not Publication.objects.filter(page=page).exists()
    run_schedule(run_jobs)
    assert ServicePage.objects.get(pk=page.pk).live
    row = Publication.objects.get(page=page)
    assert (row.published_by_id, row.revision_id) == (approver.pk, revision.pk)


def test_a_second_run_finds_nothing_to_do(shared_service: ServicePage, approver: User, run_jobs: RunJobs) -> None:
    page = draft_of(shared_service, "Layanan esok")
    approved_for_later(page, approver)
    for _ in range(2):
        run_schedule(run_jobs)
    assert Publication.objects.filter(page=page).count() == 1
    assert publish_scheduled() == 0


def test_a_page_goes_at_its_time(shared_service: ServicePage, run_jobs: RunJobs) -> None:
    ServicePage.objects.filter(pk=shared_service.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    run_schedule(run_jobs)
    page = ServicePage.objects.get(pk=shared_service.pk)
    assert (page.live, page.expired) == (False, True)
    assert Job.objects.get(kind="core.expire_scheduled").state == Job.State.DONE


def test_a_refused_page_stops_no_other_and_its_approver_hears_of_it(
    shared_service: ServicePage, approver: User, run_jobs: RunJobs, log_in: LogIn
) -> None:
    broken, whole = draft_of(shared_service, "Layanan rusak"), draft_of(shared_service, "Layanan utuh")
    revision = without_product(approved_for_later(broken, approver))
    approved_for_later(whole, approver)
    run_schedule(run_jobs)
    assert not ServicePage.objects.get(pk=broken.pk).live
    assert ServicePage.objects.get(pk=whole.pk).live
    entry = AuditEntry.objects.get(action="core.page.schedule_refused")
    assert entry.subject_id == str(broken.pk)
    assert entry.after == {"revision": revision.pk, "reasons": ["Produk pelayanan belum diisi."]}
    mail = Notification.objects.get(category="penerbitan")
    assert (mail.address, "Produk pelayanan belum diisi." in mail.body_text) == (approver.email, True)
    screen = log_in(approver).get(reverse("wagtailadmin_pages:edit", args=[broken.pk])).content.decode()
    assert "ditolak dan jadwalnya dibatalkan: Produk pelayanan belum diisi." in screen


def test_a_refusal_is_told_once(shared_service: ServicePage, approver: User, run_jobs: RunJobs) -> None:
    without_product(approved_for_later(draft_of(shared_service, "Layanan rusak"), approver))
    for _ in range(3):
        run_schedule(run_jobs)
    assert Notification.objects.filter(category="penerbitan").count() == 1
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_all_approvers_hear_of_what_the_system_had_scheduled(
    shared_service: ServicePage, approver: User, run_jobs: RunJobs
) -> None:
    without_product(approved_for_later(draft_of(shared_service, "Layanan rusak"), None))
    run_schedule(run_jobs)
    assert list(Notification.objects.values_list("address", flat=True)) == [approver.email]


def test_a_time_that_nobody_approved_is_refused(shared_service: ServicePage, approver: User, run_jobs: RunJobs) -> None:
    page = draft_of(shared_service, "Layanan gelap")
    revision = page.save_revision(user=approver, approved_go_live_at=timezone.now() - timedelta(minutes=1))
    run_schedule(run_jobs)
    assert not ServicePage.objects.get(pk=page.pk).live
    assert AuditEntry.objects.get(action="core.page.schedule_refused").after["revision"] == revision.pk


def test_pages_without_a_gate_are_published_too(shared_service: ServicePage, run_jobs: RunJobs) -> None:
    unit: Any = shared_service.get_parent().specific
    unit.title = "Nama baru"
    unit.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    run_schedule(run_jobs)
    assert WorkUnitPage.objects.get(pk=unit.pk).title == "Nama baru"


def test_what_failed_for_good_is_not_begun_each_minute_again(
    shared_service: ServicePage, approver: User, monkeypatch: pytest.MonkeyPatch, run_jobs: RunJobs
) -> None:
    approved_for_later(draft_of(shared_service, "Layanan esok"), approver)

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Revision, "publish", fail)
    run_schedule(run_jobs)
    assert Job.objects.get(kind="core.publish_scheduled").state == Job.State.FAILED
    call_command("publish_scheduled", verbosity=0)
    assert Job.objects.filter(kind="core.publish_scheduled").count() == 1
