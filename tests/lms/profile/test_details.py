"""The form of required details: only missing ones, stored, corrected, warnings never block."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from docx import Document
from PIL import Image

from core.audit.models import AuditEntry, ProcessingEntry
from core.jobs.models import Job
from lms.consents.models import Consent
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import DuplicateNik, NikState, Profile
from lms.profile.selectors import completion_url, missing_requirements
from lms.profile.services.documents import document_decide
from tests.factories.lms import ProfileFactory, UserFactory, make_staff

pytestmark = pytest.mark.django_db

NIK = "3578015708900001"  # a woman's, born 17 August 1990
EVERYTHING = ["nik", "gender", "birth_date", "business", "nib", "cooperative", "letter", "identity"]
AGREED = {"consent": "2026-11"}
ANSWERS = {
    "nik": "3578 0157 0890 0001",
    "gender": "female",
    "birth_date": "1990-08-17",
    "business_name": "Keripik Bu Siti",
    "business_sector": "food",
    "nib": "9120 0012 34567",
    "cooperative": "Koperasi Maju",
}


def a_pdf(name="surat.pdf", content=b"%PDF-1.7\n isi"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def a_picture(name="ktp.jpg"):
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


@pytest.fixture
def user():
    return ProfileFactory().user


@pytest.fixture
def logged_in(client, user):
    client.force_login(user)
    return client


def asked_for(keys, back_to="/kelas/"):
    return completion_url(keys, back_to=back_to)


def test_only_what_is_missing_is_asked_and_then_the_person_goes_on(logged_in, user):
    page = logged_in.get(asked_for(["nik", "birth_date"])).text
    assert "Lengkapi data untuk kelas ini" in page
    assert 'name="nik"' in page
    assert 'name="nib"' not in page
    response = logged_in.post(asked_for(["nik", "birth_date"]), {"nik": NIK, "birth_date": "1990-08-17", **AGREED})
    assert response.url == "/kelas/"
    assert missing_requirements(user, ["nik", "birth_date"]) == []
    page = logged_in.get(asked_for(["nik", "gender"])).text
    assert 'name="nik"' not in page
    assert 'name="consent"' not in page, "agreed already"
    assert logged_in.get(asked_for(["nik"])).url == "/kelas/"


def test_everything_at_once_is_stored_unreadable_where_it_matters(logged_in, user):
    answers = {**ANSWERS, **AGREED, "letter": a_pdf(), "identity": a_picture()}
    assert logged_in.post(asked_for(EVERYTHING), answers).url == "/kelas/"
    profile = Profile.objects.get(user=user)
    assert (profile.nik, profile.nik_state, profile.nik_warnings) == (NIK, NikState.CONFIRMED, [])
    assert (profile.nib, profile.cooperative) == ("9120001234567", "Koperasi Maju")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, nik_hash FROM lms_profile")
        assert NIK not in repr(cursor.fetchall())
    assert {one.state for one in PersonalDocument.objects.filter(user=user)} == {"waiting"}
    assert missing_requirements(user, EVERYTHING) == []


def test_errors_are_in_the_summary_and_answers_are_preserved(logged_in, user):
    wrong = {**ANSWERS, "nik": "123", "nib": "9", "birth_date": "2030-01-01"}
    page = logged_in.post(asked_for(EVERYTHING), wrong).text
    assert "<title>Kesalahan: " in page
    for sentence in (
        "NIK terdiri atas 16 angka",
        "NIB terdiri atas 13 angka",
        "Periksa lagi tahun lahir",
        "Centang persetujuan",
        "Pilih berkas Surat Permohonan.",
    ):
        assert page.count(sentence) == 2, sentence
    assert 'value="Keripik Bu Siti"' in page
    assert not Consent.objects.filter(user=user, purpose="class_data").exists()
    assert Profile.objects.get(user=user).business_name == ""


def test_a_good_file_is_stored_though_another_answer_is_wrong_but_not_without_consent(logged_in, user):
    keys = ["nik", "identity"]
    logged_in.post(asked_for(keys), {"nik": "123", "identity": a_picture()})
    assert not PersonalDocument.objects.exists()
    page = logged_in.post(asked_for(keys), {"nik": "123", "identity": a_picture(), **AGREED}).text
    assert 'name="identity"' not in page
    assert PersonalDocument.objects.get(user=user).kind == "identity"
    assert logged_in.post(asked_for(keys), {"nik": NIK, **AGREED}).url == "/kelas/"


def test_a_text_that_changed_meanwhile_is_read_again(logged_in, user):
    page = logged_in.post(asked_for(["gender"]), {"gender": "male", "consent": "2020-01"}).text
    assert "baru saja berubah" in page
    assert Profile.objects.get(user=user).gender == ""


def test_an_unknown_key_is_not_found_and_a_foreign_address_is_not_followed(logged_in):
    assert logged_in.get("/akun/profil/lengkapi/?perlu=sepatu").status_code == 404
    for address in ("https://jahat.example/", "//jahat.example/", "javascript:alert(1)"):
        assert logged_in.get("/akun/profil/lengkapi/", {"perlu": "", "lanjut": address}).url == "/akun/"


@pytest.mark.parametrize(
    ("answers", "warnings"),
    [
        ({"nik": NIK, "birth_date": "1991-08-17", "gender": "female"}, ["birth_date"]),
        ({"nik": NIK, "birth_date": "1990-08-17", "gender": "male"}, ["gender"]),
        ({"nik": "6501015708900001", "birth_date": "1990-08-17", "gender": "female"}, ["place"]),
        ({"nik": "3599015708900001", "birth_date": "1990-08-17", "gender": "female"}, ["place"]),
        ({"nik": "3578015708030001", "birth_date": "2003-08-17", "gender": "female"}, []),
    ],
)
def test_a_nik_that_disagrees_is_a_warning_that_is_shown_and_preserved_never_a_block(logged_in, user, answers, warnings):
    response = logged_in.post(asked_for(["nik", "gender", "birth_date"], "/akun/"), {**answers, **AGREED}, follow=True)
    assert Profile.objects.get(user=user).nik_warnings == warnings
    assert ("Bila NIK sesuai KTP" in response.text) == bool(warnings)
    assert ("Bila NIK sesuai KTP" in logged_in.get("/akun/profil/data-kelas/").text) == bool(warnings)
    assert missing_requirements(user, ["nik", "gender", "birth_date"]) == []


def test_a_warning_goes_when_the_answer_is_corrected(logged_in, user):
    logged_in.post(asked_for(["nik", "birth_date"]), {"nik": NIK, "birth_date": "1991-08-17", **AGREED})
    logged_in.post("/akun/profil/data-kelas/", {"birth_date": "1990-08-17"})
    profile = Profile.objects.get(user=user)
    assert (profile.nik, profile.nik_warnings) == (NIK, [])


def test_a_nik_held_elsewhere_is_accepted_as_contested_without_naming_the_holder(client, logged_in, user):
    other = ProfileFactory(user__full_name="Rahasia Sekali").user
    logged_in.post(asked_for(["nik"]), {"nik": NIK, **AGREED})
    client.force_login(other)
    response = client.post(asked_for(["nik"], "/akun/"), {"nik": NIK, **AGREED}, follow=True)
    assert "NIK Anda akan diperiksa petugas" in response.text
    assert user.full_name not in response.text
    assert missing_requirements(other, ["nik"]) == [], "it holds nobody up"
    assert DuplicateNik.objects.get().profile.user == other
    assert Profile.objects.get(user=other).nik_state == NikState.CONTESTED
    assert Profile.objects.get(user=user).nik_state == NikState.CONFIRMED


def test_a_released_nik_passes_to_the_longest_waiting_claimant(client, logged_in, user):
    other = ProfileFactory().user
    logged_in.post(asked_for(["nik"]), {"nik": NIK, **AGREED})
    client.force_login(other)
    client.post(asked_for(["nik"]), {"nik": NIK, **AGREED})
    client.force_login(user)
    client.post("/akun/profil/data-kelas/", {"remove_nik": "on"})
    assert Profile.objects.get(user=user).nik is None
    assert Profile.objects.get(user=other).nik_state == NikState.CONFIRMED
    assert DuplicateNik.objects.get().outcome == "released"


def test_the_nik_is_masked_on_every_screen_and_in_no_record(logged_in, user):
    logged_in.post(asked_for(["nik"]), {"nik": NIK, **AGREED})
    for address in ("/akun/", "/akun/profil/data-kelas/", "/akun/data-saya/", "/akun/data-saya/catatan/"):
        page = logged_in.get(address).text
        assert NIK not in page
        assert "570890" not in page
    assert "3578••••••••••01" in logged_in.get("/akun/").text
    told = repr([*AuditEntry.objects.values(), *ProcessingEntry.objects.values(), *Job.objects.values()])
    assert NIK not in told
    hashed = Profile.objects.get(user=user).nik_hash
    assert hashed not in told


def test_empty_answers_on_the_details_page_take_away_all_but_the_nik(logged_in, user):
    logged_in.post(asked_for(["nik", "business", "nib"]), {**ANSWERS, **AGREED})
    logged_in.post("/akun/profil/data-kelas/", {})
    profile = Profile.objects.get(user=user)
    assert (profile.nik, profile.business_name, profile.nib) == (NIK, "", "")


def test_staff_without_a_profile_are_asked_for_their_regency_too(client):
    user = UserFactory()
    client.force_login(user)
    assert 'name="regency"' in client.get(asked_for(["gender"])).text
    client.post(asked_for(["gender"]), {"gender": "male", "regency": "35.78", **AGREED})
    assert Profile.objects.get(user=user).gender == "male"


def test_sending_too_often_is_an_error_of_the_form(logged_in):
    for _ in range(20):
        logged_in.post(asked_for(["nik"]), {"nik": "1"})
    assert "Terlalu sering" in logged_in.post(asked_for(["nik"]), {"nik": NIK, **AGREED}).text


def test_a_document_is_private_downloaded_only_and_foreign_ones_are_not_there(client, logged_in, user):
    logged_in.post(asked_for(["letter"]), {"letter": a_pdf(content=b"%PDF-1.7 <script>alert(1)</script>"), **AGREED})
    response = logged_in.get("/akun/berkas/letter/")
    assert response["Content-Disposition"] == 'attachment; filename="Surat Permohonan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    client.force_login(ProfileFactory().user)
    assert client.get("/akun/berkas/letter/").status_code == 404
    assert client.get("/akun/berkas/lain/").status_code == 404


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("surat.pdf", b""), "kosong"),
        (SimpleUploadedFile("surat.pdf", b"MZ\x90 program"), "bukan PDF"),
        (SimpleUploadedFile("ktp.jpg", b"\xff\xd8\xff isi"), "rusak"),
        (SimpleUploadedFile("surat.pdf", b"%PDF-" + b"x" * (5 * 1024 * 1024)), "terlalu besar"),
    ],
)
def test_what_is_no_pdf_jpg_or_png_of_five_megabytes_is_refused(logged_in, upload, words):
    page = logged_in.post(asked_for(["letter"]), {"letter": upload, **AGREED}).text
    assert words in page
    assert not PersonalDocument.objects.exists()


def test_replacing_a_document_removes_the_old_file_and_asks_staff_again(logged_in, user, run_jobs):
    logged_in.post(asked_for(["letter"]), {"letter": a_pdf(), **AGREED})
    document = PersonalDocument.objects.get()
    old = document.file.name
    document_decide(document=document, by=make_staff("Admin"), accepted=False, reason="Buram.", seen=document.sha256)
    assert missing_requirements(user, ["letter"]) == ["letter"]
    assert "Buram." in logged_in.get(asked_for(["letter"])).text
    logged_in.post(asked_for(["letter"]), {"letter": a_pdf(content=b"%PDF-1.7 baru")})
    run_jobs()
    document.refresh_from_db()
    assert document.state == "waiting"
    assert not document.file.storage.exists(old)
    assert document.file.storage.exists(document.file.name)


def test_the_same_file_twice_is_stored_once(logged_in):
    logged_in.post("/akun/profil/data-kelas/", {"letter": a_pdf(), **AGREED})
    name = PersonalDocument.objects.get().file.name
    logged_in.post("/akun/profil/data-kelas/", {"letter": a_pdf()})
    assert PersonalDocument.objects.get().file.name == name


def test_the_details_page_costs_a_fixed_number_of_queries(logged_in, queries):
    logged_in.post(asked_for(EVERYTHING), {**ANSWERS, **AGREED, "letter": a_pdf(), "identity": a_picture()})
    logged_in.get("/akun/profil/data-kelas/")
    with queries:
        logged_in.get("/akun/profil/data-kelas/")
    assert len(queries) == 5  # session, person, profile, consent, documents


def test_whoever_must_upload_a_letter_is_offered_one_with_their_name_in_it(logged_in, user):
    page = logged_in.get(asked_for(["letter"])).text
    assert 'href="/akun/surat-permohonan.docx"' in page
    assert "surat-permohonan" not in logged_in.get(asked_for(["nib"])).text
    paper = Document(BytesIO(logged_in.get("/akun/surat-permohonan.docx").content))
    assert f"Nama\t:\t{user.full_name}" in [line.text for line in paper.paragraphs]
