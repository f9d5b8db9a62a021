"""Staff find and revoke certificates; they can't create or edit one."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from tests.courses.runs.test_admin import staff, with_second_factor
from tests.factories.learning import LearnerFactory, certified

pytestmark = pytest.mark.django_db


def test_an_analyst_withdraws_a_certificate_with_a_reason(client):
    certificate = certified()
    analyst = staff(CURRICULUM_ANALYST)
    client.force_login(analyst)
    listing = client.get(reverse("lms_certificate:index"), {"q": certificate.code}).content.decode()
    assert certificate.number in listing
    address = reverse("lms_certificate:edit", args=[certificate.pk])
    assert certificate.number in client.get(address).content.decode()
    assert client.post(address, {"revocation_reason": ""}).status_code == 200
    certificate.refresh_from_db()
    assert certificate.is_valid
    client.post(address, {"revocation_reason": "Data keliru."})
    certificate.refresh_from_db()
    assert certificate.revocation_reason == "Data keliru."
    assert certificate.revoked_at is not None
    assert AuditEntry.objects.get(action="lms.certificate.revoked").actor == analyst
    assert "sudah dicabut" in client.post(address, {"revocation_reason": "Lagi"}).content.decode()


def test_not_even_a_superuser_writes_or_deletes_one(client):
    certificate = certified()
    client.force_login(with_second_factor(LearnerFactory(is_staff=True, is_superuser=True)))
    assert client.get(reverse("lms_certificate:add")).status_code == 302
    assert client.post(reverse("lms_certificate:delete", args=[certificate.pk])).status_code == 302
    certificate.refresh_from_db()


def test_a_trainer_does_not_open_the_register(client):
    client.force_login(staff(TRAINER))
    assert client.get(reverse("lms_certificate:index")).status_code == 302
