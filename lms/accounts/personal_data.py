"""The account, its addresses and second factor, and where it is logged in."""

from typing import cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.formatting import EMPTY, day_text, non_empty
from core.personal_data.registry import Fact, PersonalDataProvider
from lms.accounts.devices import device_name
from lms.users.models import User


class AccountData(PersonalDataProvider):
    key = "akun"
    label = "Akun"
    purpose = "Supaya Anda dapat masuk, dan nama Anda tertulis benar di sertifikat."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.User", "account.EmailAddress", "mfa.Authenticator", "lms.OneTimeLink")
    correct_url_name = "lms_profile"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        account = cast(User, user)
        factor = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()
        facts = [
            ("Nama lengkap", account.full_name or EMPTY),
            ("Alamat e-mail", account.email or EMPTY),
            ("Nomor WhatsApp untuk masuk", account.masked_phone or EMPTY),
            ("Terdaftar sejak", day_text(account.date_joined)),
            ("Kode keamanan", "terpasang" if factor else EMPTY),
        ]
        return non_empty(facts)

    def export(self, user: AbstractBaseUser) -> object:
        account = cast(User, user)
        return {
            "nama": account.full_name,
            "e_mail": list(EmailAddress.objects.filter(user=account).values("email", "verified", "primary")),
            "nomor_whatsapp_untuk_masuk": account.proven_phone or None,
            "terdaftar": account.date_joined,
            "terakhir_masuk": account.last_login,
            "kode_keamanan": list(Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")),
        }


class DeviceData(PersonalDataProvider):
    key = "perangkat"
    label = "Perangkat yang masuk"
    purpose = "Supaya Anda dapat melihat siapa yang memakai akun Anda, dan mengeluarkannya."
    retention = "Sampai keluar atau masa masuknya habis."
    models = ("usersessions.UserSession",)
    correct_url_name = "lms_devices"

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        sessions = UserSession.objects.filter(user_id=user.pk).order_by("-created_at")[:10]
        return [(device_name(one.user_agent), f"masuk {day_text(one.created_at)}") for one in sessions]

    def export(self, user: AbstractBaseUser) -> object:
        return list(UserSession.objects.filter(user_id=user.pk).values("ip", "user_agent", "created_at", "last_seen_at"))
