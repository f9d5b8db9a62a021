"""Staff screens of personal data: each access is recorded, each decision notified to the person alone."""

import re

import pytest

from core.audit.models import AuditEntry, ProcessingEntry
from core.messages.models import Notification
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import DuplicateNik, NikState, Profile
from lms.profile.services.documents import document_upload
from lms.profile.services.profile import details_update
from tests.factories.lms import ProfileFactory, make_staff
from tests.lms.profile.test_details import a_pdf

pytestmark = pytest.mark.django_db

NIK = "3578011708900001"


@pytest.fixture
def holder():
    return details_update(user=ProfileFactory(user__full_name="Sri Pemegang").user, answers={"nik": NIK})


@pytest.fixture
def claimant(holder):
    return details_update(user=ProfileFactory(user__full_name="Tuti Pengisi").user, answers={"nik": NIK})


@pytest.fixture
def document():
    return document_upload(user=ProfileFactory(user__full_name="Sri Wahyuni").user, kind="identity", file=a_pdf())


@pytest.fixture
def analyst(client):
    person = make_staff(CURRICULUM_ANALYST)
    client.force_login(person)
    return person


@pytest.fixture
def admin(client):
    person = make_staff(ADMINISTRATOR)
    client.force_login(person)
    return person


def test_the_admin_masks_a_nik_everywhere_and_looking_is_written_down(client, analyst, holder):
    for address in ("/admin/data-peserta/", f"/admin/data-peserta/inspect/{holder.pk}/"):
        page = client.get(address).text
        assert "3578••••••••••01" in page
        assert NIK not in page
        assert "Buka NIK" not in page, "an analyst may not"
    entry = ProcessingEntry.objects.get(kind="access")
    assert (entry.person, entry.actor) == (holder.user, analyst)


def test_a_nik_is_revealed_for_a_reason_that_is_stored_and_nowhere_else(client, admin, holder):
    address = f"/admin/data-peserta/reveal/{holder.pk}/"
    assert NIK not in client.get(address).text
    assert NIK not in client.post(address, {"reason": " "}).text
    assert not ProcessingEntry.objects.filter(kind="reveal").exists()
    response = client.post(address, {"reason": "Mencocokkan dengan KTP di loket."})
    assert NIK in response.text
    assert "no-store" in response["Cache-Control"]
    entry = ProcessingEntry.objects.get(kind="reveal")
    assert (entry.person, entry.actor, entry.reason) == (holder.user, admin, "Mencocokkan dengan KTP di loket.")
    assert NIK not in repr([*AuditEntry.objects.values(), *ProcessingEntry.objects.values()])
    assert NIK not in client.get(f"/admin/data-peserta/inspect/{holder.pk}/").text


@pytest.mark.parametrize(
    ("outcome", "loser", "winner"),
    [("claimant", "Sri Pemegang", "Tuti Pengisi"), ("holder", "Tuti Pengisi", "Sri Pemegang")],
)
def test_staff_say_whose_a_nik_is_and_the_other_is_asked_again_without_names(
    client, analyst, holder, claimant, outcome, loser, winner
):
    duplicate = DuplicateNik.objects.get()
    page = client.get(f"/admin/nik-ganda/inspect/{duplicate.pk}/").text
    assert "Sri Pemegang" in page
    assert "Tuti Pengisi" in page
    assert NIK not in page
    client.post(f"/admin/nik-ganda/decide/{duplicate.pk}/", {"outcome": outcome})
    assert Profile.objects.get(user__full_name=winner).nik_state == NikState.CONFIRMED
    assert Profile.objects.get(user__full_name=loser).nik is None
    message = Notification.objects.get(category="data-diri")
    assert message.recipient.full_name == loser
    assert winner not in message.body_text
    assert NIK not in message.body_text
    client.post(f"/admin/nik-ganda/decide/{duplicate.pk}/", {"outcome": "holder"})
    assert Profile.objects.get(user__full_name=winner).nik == NIK, "decided once"


def test_opening_a_document_is_written_down_for_its_owner_to_read(client, analyst, document):
    response = client.get(f"/admin/berkas-peserta/open/{document.pk}/")
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    client.force_login(document.user)
    page = client.get("/akun/data-saya/catatan/").text
    assert "Dilihat: berkas Identitas Diri" in page
    assert "petugas" in page
    assert analyst.full_name not in page


def decide(client, document, **answers):
    address = f"/admin/berkas-peserta/check/{document.pk}/"
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).text)[1]
    return client.post(address, {"seen": seen, "reason": "", **answers})


def test_a_refusal_needs_a_reason_and_the_person_reads_it(client, analyst, document):
    assert "Tulis alasan penolakan" in decide(client, document, decision="refuse").text
    decide(client, document, decision="refuse", reason="Foto buram.")
    document.refresh_from_db()
    assert (document.state, document.reason, document.checked_by) == ("refused", "Foto buram.", analyst)
    assert "Foto buram." in Notification.objects.get(recipient=document.user).body_text
    decide(client, document, decision="refuse", reason="Foto buram.")
    assert Notification.objects.filter(recipient=document.user).count() == 1, "a double tap tells once"
    decide(client, document, decision="accept")
    document.refresh_from_db()
    assert (document.state, document.reason) == ("accepted", "")
    assert "diterima" in Notification.objects.filter(recipient=document.user).latest("pk").subject


def test_a_decision_about_a_file_that_was_replaced_meanwhile_is_not_taken(client, analyst, document):
    old = document.sha256
    document_upload(user=document.user, kind="identity", file=a_pdf(content=b"%PDF-1.7 baru"))
    address = f"/admin/berkas-peserta/check/{document.pk}/"
    page = client.post(address, {"seen": old, "decision": "accept", "reason": ""}, follow=True).text
    assert "baru saja mengganti" in page
    assert PersonalDocument.objects.get().state == "waiting"


@pytest.mark.parametrize("address", ["data-peserta", "berkas-peserta", "nik-ganda", "hapus-data", "log-pemrosesan"])
def test_a_listing_costs_the_same_queries_however_long_it_is(client, admin, holder, claimant, document, queries, address):
    client.get(f"/admin/{address}/")
    counts = []
    for _ in range(2):
        with queries:
            assert client.get(f"/admin/{address}/").status_code == 200
        counts.append(len(queries))
        for number in range(3):
            person = details_update(user=ProfileFactory().user, answers={"nik": NIK}).user
            document_upload(user=person, kind="letter", file=a_pdf(content=b"%PDF-1.7 " + bytes([65 + number])))
    assert counts[0] == counts[1]
