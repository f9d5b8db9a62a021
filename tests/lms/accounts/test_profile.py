import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from core.personal_data.fields import masked_phone as masked
from lms.profile.models.profile import Profile, Regency
from lms.users.phone import InvalidPhone, normalise
from tests.factories.lms import ProfileFactory, UserFactory

pytestmark = pytest.mark.django_db

ANSWERS = {"full_name": "Sri Wahyuni", "regency": "35.78", "phone": "0812-3456-7890"}


def raw_profile_text() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lms_profile")
        return repr(cursor.fetchall())


def test_the_number_is_stored_unreadable_and_shown_masked(client):
    user = ProfileFactory().user
    client.force_login(user)
    assert client.post("/akun/profil/", ANSWERS).url == "/akun/"
    assert Profile.objects.get(user=user).phone == "+6281234567890"
    assert "81234567890" not in raw_profile_text()
    page = client.get("/akun/").text
    assert "+62812•••••890" in page
    assert "34567" not in page


def test_a_duplicate_number_in_profiles_is_not_revealed(client):
    for _ in range(2):
        client.force_login(ProfileFactory().user)
        assert client.post("/akun/profil/", {**ANSWERS, "phone": "+62 (812) 3456 7890"}).url == "/akun/"
    first, second = Profile.objects.values_list("phone_hash", flat=True)
    assert first == second  # equals are still found, in any spelling


def test_the_audit_row_names_what_changed_without_its_value(client):
    client.force_login(ProfileFactory().user)
    client.post("/akun/profil/", ANSWERS)
    client.post("/akun/profil/", ANSWERS)  # the same again changes nothing
    assert AuditEntry.objects.get(action="lms.profile.updated").after == {"changed": ["full_name", "phone"]}


def test_the_audit_row_carries_the_id_of_the_request(client):
    client.force_login(ProfileFactory().user)
    response = client.post("/akun/profil/", ANSWERS)
    assert AuditEntry.objects.get(action="lms.profile.updated").request_id == response.headers["X-Request-ID"]


def test_the_number_may_be_taken_away_again(client):
    user = ProfileFactory().user
    client.force_login(user)
    client.post("/akun/profil/", ANSWERS)
    client.post("/akun/profil/", {**ANSWERS, "phone": ""})
    profile = Profile.objects.get(user=user)
    assert (profile.phone, profile.phone_hash) == (None, None)


def test_staff_without_a_profile_get_one_by_filling_it_in(client):
    user = UserFactory()
    client.force_login(user)
    assert client.get("/akun/").status_code == 200
    client.post("/akun/profil/", ANSWERS)
    assert Profile.objects.get(user=user).regency == Regency.KOTA_SURABAYA


@pytest.mark.parametrize("typed", ["081234567890", "+6281234567890", "62 812 3456 7890", "+62 0812-3456-7890"])
def test_every_usual_spelling_is_one_number(typed):
    assert normalise(typed) == "+6281234567890"


@pytest.mark.parametrize("typed", ["12345", "0812", "+1 202 555 0100", "08123456789012345", "nol delapan", "0012345678"])
def test_what_is_no_indonesian_number_is_refused(typed):
    with pytest.raises(InvalidPhone):
        normalise(typed)


def test_a_short_number_is_masked_too():
    assert masked("+62318671330") == "+62318•••330"


def test_there_are_29_kabupaten_and_9_kota():
    kota = [name for name in Regency.labels if name.startswith("Kota ")]
    assert (len(Regency.values), len(kota)) == (38, 9)


def test_the_database_refuses_an_unknown_regency_and_a_number_without_its_hash():
    for wrong in ({"regency": "31.71"}, {"phone": "+6281234567890"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileFactory(**wrong)


def test_an_encrypted_field_refuses_lookups_with_the_way_to_do_it():
    with pytest.raises(FieldError, match="keyed hash"):
        Profile.objects.filter(phone="+6281234567890").exists()
    assert Profile.objects.filter(phone__isnull=True).count() == 0
