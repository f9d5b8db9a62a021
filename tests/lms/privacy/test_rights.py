"""What UU 27/2022 gives a person: consent, sight, copy, correction, erasure; and a record of all of it."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.messages.models import Notification, NotificationOptOut
from core.personal_data.registry import personal_data_providers
from core.personal_data.services import renew_all
from lms.certificates.models import Certificate
from lms.consents import texts
from lms.consents.models import Consent
from lms.consents.services import consent_give
from lms.privacy.models import DataExport
from lms.privacy.services import export
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Profile
from lms.profile.selectors import missing_requirements
from lms.users.models import User
from tests.factories.lms import PASSWORD, ProfileFactory, UserFactory
from tests.lms.mail import deliver_all
from tests.lms.people import NIK, log_in, somebody, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return somebody()


@pytest.fixture
def logged_in(client, user):
    return log_in(client, user)


# --- consent -------------------------------------------------------------------


def test_a_consent_is_withdrawn_and_what_was_held_under_it_goes(logged_in, user, run_jobs):
    file = PersonalDocument.objects.get(user=user).file
    assert "NIK" in logged_in.get("/akun/persetujuan/class_data/tarik/").text
    logged_in.post("/akun/persetujuan/class_data/tarik/")
    run_jobs()
    profile = Profile.objects.get(user=user)
    assert (profile.nik, profile.business_name, profile.regency) == (None, "", "35.78")
    assert not PersonalDocument.objects.filter(user=user).exists()
    assert not file.storage.exists(file.name)
    consent = Consent.objects.get(user=user, purpose="class_data")
    assert consent.withdrawn_at is not None
    logged_in.post("/akun/persetujuan/class_data/tarik/")
    assert Consent.objects.get(user=user, purpose="class_data").withdrawn_at == consent.withdrawn_at
    assert missing_requirements(user, ["nik"]) == ["nik"]


def test_the_account_itself_is_not_withdrawn_but_erased(logged_in):
    assert logged_in.get("/akun/persetujuan/account/tarik/").status_code == 404
    assert "/akun/hapus/" in logged_in.get("/akun/persetujuan/").text


def test_a_new_text_is_requested_again_and_the_old_agreement_stays_as_proof(client, monkeypatch):
    user = UserFactory()
    consent_give(user=user, purpose="account", version="2026-11")
    newer = [*texts._TEXTS["account"], texts.ConsentText("2027-01", "Naskah yang baru.")]
    monkeypatch.setitem(texts._TEXTS, "account", newer)
    response = client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    assert response.url == "/akun/persetujuan/"
    assert "Naskah yang baru." in client.get("/akun/persetujuan/").text
    assert "Naskah persetujuan berubah" in client.get("/akun/").text
    client.post("/akun/persetujuan/", {"purpose": "account", "version": "2026-11"})
    assert Consent.objects.get(user=user).text_version == "2026-11", "nobody agrees to words that were replaced"
    for _ in range(2):
        client.post("/akun/persetujuan/", {"purpose": "account", "version": "2027-01"})
    versions = Consent.objects.filter(user=user).order_by("given_at").values_list("text_version", "withdrawn_at")
    assert [version for version, _ in versions] == ["2026-11", "2027-01"]
    assert versions[0][1] is not None
    assert "Naskah persetujuan berubah" not in client.get("/akun/").text


def test_optional_messages_are_switched_off_and_on(logged_in, user):
    assert "Pengingat peninjauan" not in logged_in.get("/akun/persetujuan/").text, "that one is for staff"
    logged_in.post("/akun/persetujuan/", {"category": ["sertifikat", "pengingat", "pengumuman", "jawaban", "usulan-buku"]})
    assert not NotificationOptOut.objects.filter(user=user).exists()
    logged_in.post("/akun/persetujuan/", {})
    switched_off = NotificationOptOut.objects.filter(user=user).values_list("category", flat=True)
    assert {"sertifikat", "pengingat", "pengumuman", "jawaban"} <= set(switched_off)


# --- sight and copy --------------------------------------------------------------

# Models that point to an account and hold nothing about a participant: what staff write in the admin.
STAFF_ONLY = {
    "courses.Announcement",
    "core.ImportRun",
    "core.MediaFile",
    "core.Publication",
    "core.SiteDocument",
    "core.SiteImage",
    "elibrary.Delivery",
    "elibrary.DeliveryLink",
    "elibrary.DeliveryRelease",
    "elibrary.DeliveryUpload",
    "elibrary.OfferChange",
    "elibrary.Order",
    "elibrary.OrderDocument",
    "elibrary.OrderStep",
    "servicedesk.PageFeedback",
    "wagtailcore.APIToken",  # from Wagtail 8 on
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.Page",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "wagtailusers.UserProfile",
}


def test_every_table_that_points_to_an_account_is_accounted_for():
    """A new model needs a provider (core.personal_data.registry), or an entry here if it is about staff."""
    named = {label.lower() for provider in personal_data_providers() for label in provider.models}
    pointing = {
        model._meta.label
        for model in apps.get_models(include_auto_created=False)
        for field in model._meta.local_concrete_fields
        if field.related_model is User and model is not User and not model._meta.proxy
    }
    known = {model._meta.label for model in apps.get_models()}
    assert {label for label in pointing if label.lower() not in named} == STAFF_ONLY & known


def test_the_page_says_what_is_held_and_why_in_a_fixed_number_of_queries(logged_in, queries):
    page = logged_in.get("/akun/data-saya/").text
    for words in ("3578••••••••••01", "Keripik Bu Siti", "Surat Permohonan", "UU 43/2009", "Ganti nama tidak mengubah"):
        assert words in page
    assert NIK not in page
    with queries:
        logged_in.get("/akun/data-saya/")
    assert len(queries) <= 22


def test_the_copy_is_made_in_the_background_and_fetched_with_the_password(logged_in, user, run_jobs):
    logged_in.post("/akun/data-saya/salinan/")
    logged_in.post("/akun/data-saya/salinan/")
    assert Job.objects.filter(kind="lms.data_export").count() == 1
    assert "sedang disiapkan" in logged_in.get("/akun/data-saya/").text
    run_jobs()
    made = DataExport.objects.get(user=user)
    assert Notification.objects.filter(recipient=user, subject="Salinan data Anda siap diunduh").count() == 1
    with made.file.open("rb") as stored:
        assert not zipfile.is_zipfile(BytesIO(stored.read())), "it lies encrypted in the store"
    page = with_password(logged_in, f"/akun/data-saya/salinan/{made.public_id}/").text
    file = f"/akun/data-saya/salinan/{made.public_id}/berkas/"
    assert f'<meta http-equiv="refresh" content="0; url={file}">' in page, "the download starts, and the page stays"
    assert "folder Unduhan" in page
    response = logged_in.get(file)
    archive = zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))
    data = json.loads(archive.read("data.json"))
    assert data["data_diri"]["data"]["nik"] == NIK
    assert set(data) >= {provider.key for provider in personal_data_providers()}
    names = set(archive.namelist())
    assert "berkas/Surat_Permohonan.pdf" in names
    assert any(name.startswith("berkas/Sertifikat") for name in names)
    kinds = ProcessingEntry.objects.filter(person_id=user.pk, kind="export").values_list("what", flat=True)
    assert set(kinds) == {"salinan data diminta", "salinan data diunduh"}


def test_an_export_is_visible_to_its_owner_alone_and_expires_after_a_week(client, user, run_jobs):
    made = export.export_request(user=user)
    run_jobs()
    made.refresh_from_db()
    name = made.file.name
    other = ProfileFactory().user
    client.post("/akun/masuk/", {"login": other.email, "password": PASSWORD})
    address = f"/akun/data-saya/salinan/{made.public_id}/"
    assert with_password(client, address).status_code == 404
    DataExport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert export.exports_expire() == 1
    run_jobs()
    assert not made.file.storage.exists(name)
    assert not DataExport.objects.exists()


def test_a_new_copy_replaces_the_old_one(user, run_jobs):
    first = export.export_request(user=user)
    run_jobs()
    first.refresh_from_db()
    second = export.export_request(user=user)
    run_jobs()
    second.refresh_from_db()
    assert second.state == "ready"
    assert second.file.name != first.file.name
    assert not first.file.storage.exists(first.file.name)
    assert second.file.storage.exists(second.file.name)


def test_a_copy_that_can_not_be_made_may_be_requested_again(logged_in, user, monkeypatch):
    made = export.export_request(user=user)
    monkeypatch.setattr(export, "_store", lambda *_: 1 / 0)
    for _ in range(3):
        Job.objects.filter(kind="lms.data_export").update(run_after=timezone.now())
        jobs.run(Job.objects.get(kind="lms.data_export").pk)
    made.refresh_from_db()
    assert made.state == "failed"
    assert "Coba minta lagi" in logged_in.get("/akun/data-saya/").text
    assert export.export_request(user=user).state == "waiting"


def test_a_copy_from_before_the_keys_changed_is_made_anew(logged_in, user, run_jobs, settings):
    made = export.export_request(user=user)
    run_jobs()
    new_key = Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [new_key, *settings.FIELD_ENCRYPTION_KEYS]
    renew_all()
    settings.FIELD_ENCRYPTION_KEYS = [new_key]
    page = with_password(logged_in, f"/akun/data-saya/salinan/{made.public_id}/berkas/")
    assert page.redirect_chain[-1][0] == "/akun/data-saya/"


def test_a_change_of_name_leaves_certificates_as_they_were_printed(logged_in, user):
    before = Certificate.objects.get(holder=user).holder_name
    logged_in.post("/akun/profil/", {"full_name": "Siti Baru", "regency": "35.78", "phone": ""})
    assert Certificate.objects.get(holder=user).holder_name == before
    assert "Diperbaiki: nama" in logged_in.get("/akun/data-saya/catatan/").text


# --- devices -------------------------------------------------------------------------


def test_a_person_sees_where_they_are_logged_in_and_closes_it_elsewhere(client):
    user = UserFactory()
    phone, cafe = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/120 Safari/537"}), Client()
    for device in (phone, cafe):
        device.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    page = phone.get("/akun/perangkat/").text
    assert "Chrome di ponsel Android" in page
    assert "Perangkat tak dikenal" in page
    phone.post("/akun/perangkat/")
    assert cafe.get("/akun/").status_code == 302
    assert phone.get("/akun/").status_code == 200
    assert "tidak terbuka di perangkat lain" in phone.get("/akun/perangkat/").text


def test_a_participant_may_set_up_a_second_factor(client):
    user = UserFactory()
    client.post("/akun/masuk/", {"login": user.email, "password": PASSWORD})
    assert "Pasang" in client.get("/akun/keamanan/").text
    assert with_password(client, "/akun/keamanan/pasang/").status_code == 200


def test_the_message_of_a_sensitive_mail_to_no_account_loses_its_address_once_sent(client):
    client.post("/akun/lupa-kata-sandi/", {"email": "tak.dikenal@example.id"})
    deliver_all()
    assert not Notification.objects.filter(address="tak.dikenal@example.id").exists()
    assert settings.ACCOUNT_PREVENT_ENUMERATION
