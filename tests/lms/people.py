"""A person with personal data of every kind, created through the real views and services."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from core.messages.models import NotificationOptOut
from lms.consents.services import consent_give
from lms.enrolment.services.enrolment import enrolment_create
from lms.profile.models.profile import Profile
from lms.profile.services.documents import document_upload
from lms.profile.services.profile import details_update
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import certified
from tests.factories.lms import PASSWORD, add_second_factor
from tests.lms.profile.test_details import a_pdf

NIK = "3578015708900001"


def somebody() -> User:
    """Certificate, profile, consents, document, a seat among five, an opt-out and a second factor."""
    person: Any = certified().holder
    person.email = "semua.ada@example.id"
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    Profile.objects.create(user=person, regency="35.78")
    for purpose in ("account", "class_data"):
        consent_give(user=person, purpose=purpose, version="2026-11")
    details_update(user=person, answers={"nik": NIK, "business_name": "Keripik Bu Siti"})
    document_upload(user=person, kind="letter", file=a_pdf())
    enrolment_create(user=person, run=CourseRunFactory(quota=5))
    NotificationOptOut.objects.create(user=person, category="sertifikat")
    add_second_factor(person)
    return person


def log_in(client: Client, user: User) -> Client:
    """By e-mail and password, so that the device is known; without the second factor."""
    Authenticator.objects.filter(user=user).delete()
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    return client


def with_password(client: Client, address: str) -> HttpResponse:
    """Go there as allauth has it: the password once more, then on."""
    response = client.get(address)
    assert response.url.startswith("/akun/konfirmasi-ulang/"), response
    return client.post(response.url, {"password": PASSWORD}, follow=True)
