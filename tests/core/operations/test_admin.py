"""What staff see and do about background work."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from core.audit.models import AuditEntry
from core.audit.services import audit_log
from core.jobs.models import Job
from core.messages.models import Notification
from lms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    person = User.objects.create_superuser("kepala@example.id", "x", full_name="Kepala")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    client.force_login(person)
    return client


@pytest.fixture
def failed_job():
    return Job.objects.create(kind="core.send_notification", subject="notification:1", state="failed", message="Gagal.")


@pytest.fixture
def uncertain():
    return Notification.objects.create(
        key="k", category="akun", address="siti@example.id", subject="Kode", body_text="Isi", state="uncertain"
    )


@pytest.mark.parametrize("name", ["pekerjaan", "pemberitahuan", "jejak-audit"])
def test_listings_are_paged_and_cost_the_same_for_any_number_of_rows(staff, name, queries, failed_job, uncertain):
    actor = User.objects.get()
    staff.get(reverse(f"{name}:index"))

    def cost():
        with queries:
            assert staff.get(reverse(f"{name}:index")).status_code == 200
        return len(queries)

    for _ in range(2):
        audit_log.record(actor=actor, action="core.test", subject=failed_job)
    few = cost()
    for number in range(60):
        audit_log.record(actor=actor, action="core.test", subject=failed_job)
        Job.objects.create(kind="core.send_notification", subject=f"notification:{number + 2}")
        Notification.objects.create(key=f"k{number}", category="akun", address="a@example.id", subject="S", body_text="I")
    assert cost() <= few + 1  # the pager's count


@pytest.mark.parametrize("name", ["pekerjaan", "pemberitahuan", "jejak-audit"])
def test_nobody_adds_changes_or_removes_rows_by_hand(staff, name, failed_job, uncertain):
    entry = audit_log.record(actor=None, action="core.test", subject=failed_job)
    pk = {"pekerjaan": failed_job.pk, "pemberitahuan": uncertain.pk, "jejak-audit": entry.pk}[name]
    for view, arguments in (("add", []), ("edit", [pk]), ("delete", [pk])):
        response = staff.post(reverse(f"{name}:{view}", args=arguments))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert staff.get(reverse(f"{name}:inspect", args=[pk])).status_code == 200


def test_the_export_of_messages_names_no_address(staff, uncertain):
    response = staff.get(reverse("pemberitahuan:index") + "?export=csv")
    assert "siti@example.id" not in b"".join(response.streaming_content).decode()


def test_a_failed_job_is_tried_again_after_a_question(staff, failed_job):
    url = reverse("pekerjaan:retry", args=[failed_job.pk])
    assert url in staff.get(reverse("pekerjaan:inspect", args=[failed_job.pk])).content.decode()
    assert "Jalankan lagi" in staff.get(url).content.decode()
    staff.post(url)
    staff.post(url)
    assert Job.objects.filter(state="queued").count() == 1
    assert AuditEntry.objects.filter(action="core.job.retried").exists()


def test_an_uncertain_message_is_sent_again_once(staff, uncertain, run_jobs, mailoutbox):
    url = reverse("pemberitahuan:resend", args=[uncertain.pk])
    staff.post(url)
    answer = staff.post(url, follow=True)
    assert "tidak dapat dikirim ulang" in answer.content.decode()
    run_jobs()
    assert len(mailoutbox) == 1


def test_a_listing_leads_to_its_rows_whose_moments_are_in_the_time_of_the_office(staff):
    job = Job.objects.create(kind="core.send_notification", subject="a", state=Job.State.FAILED)
    Job.objects.update(created_at=datetime(2026, 11, 24, 22, 44, tzinfo=UTC))
    address = f"/admin/pekerjaan/inspect/{job.pk}/"
    assert f'href="{address}"' in staff.get("/admin/pekerjaan/").text
    assert "25 November 2026" in staff.get(address).text
