import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from core.audit.services import audit_log
from core.people import roles
from core.personal_data import encryption
from lms.accounts.services.accounts import update_profile
from lms.profile.models.profile import Profile
from tests.factories.lms import ProfileFactory, add_second_factor, make_staff


def test_equal_values_meet_only_under_the_same_purpose_and_key(settings):
    one = encryption.keyed_hash(" Sri@Example.id ", purpose="nik")
    assert one == encryption.keyed_hash("sri@example.ID", purpose="nik")
    assert one != encryption.keyed_hash("sri@example.id", purpose="phone")
    settings.FIELD_HASH_KEY = "another"
    assert one != encryption.keyed_hash("sri@example.id", purpose="nik")


def test_full_width_digits_have_the_hash_of_plain_ones():
    assert encryption.keyed_hash("３５７８０１", purpose="nik") == encryption.keyed_hash("357801", purpose="nik")


def test_a_broken_key_is_named(settings):
    settings.FIELD_ENCRYPTION_KEYS = ["too short"]
    with pytest.raises(ImproperlyConfigured, match="FIELD_ENCRYPTION_KEYS"):
        encryption.encrypt("x")


@pytest.mark.django_db
def test_after_rotation_the_old_key_is_no_longer_needed(settings):
    profile = ProfileFactory()
    update_profile(user=profile.user, full_name="Sri", regency=profile.regency, phone="+6281234567890")
    staff = make_staff(roles.TRAINER, second_factor=False)
    secret = add_second_factor(staff)
    old, new = settings.FIELD_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()

    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    call_command("rotate_field_keys", verbosity=0)
    call_command("rotate_field_keys", verbosity=0)
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert Profile.objects.get(pk=profile.pk).phone == "+6281234567890"
    assert encryption.decrypt(staff.authenticator_set.get().data["secret"]) == secret


@pytest.mark.django_db
def test_rotation_without_the_old_key_stops_with_a_sentence(settings):
    profile = ProfileFactory()
    update_profile(user=profile.user, full_name="Sri", regency=profile.regency, phone="+6281234567890")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="Kunci lama"):
        call_command("rotate_field_keys", verbosity=0)


@pytest.mark.django_db
def test_the_audit_trail_refuses_an_encrypted_field():
    profile = ProfileFactory()
    with pytest.raises(audit_log.PersonalDataInAudit):
        audit_log.record(actor=None, action="test", subject=profile, after={"phone": "x"})
