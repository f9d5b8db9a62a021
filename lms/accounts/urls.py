"""Addresses below /akun/: allauth's views and names. What we don't offer has none."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.cache import never_cache

from lms.accounts.views.accounts import AccountView, ConfirmEmailView, PasswordResetView, ProfileView, devices
from lms.accounts.views.links import one_time_link
from lms.accounts.views.phone import PhoneCodeView, PhoneView

urlpatterns = [
    path("", AccountView.as_view(), name="lms_account"),
    path("profil/", ProfileView.as_view(), name="lms_profile"),
    path("perangkat/", devices, name="lms_devices"),
    path("nomor/", PhoneView.as_view(), name="lms_phone"),
    path("nomor/kode/", login_not_required(PhoneCodeView.as_view()), name="lms_phone_code"),
    path("daftar/", account.signup, name="account_signup"),
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", never_cache(account.request_login_code), name="account_request_login_code"),
    path("masuk/kode/ketik/", account.confirm_login_code, name="account_confirm_login_code"),
    path("tautan/<str:token>/", login_not_required(one_time_link), name="lms_one_time_link"),
    path("keluar/", never_cache(account.logout), name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path(
        "konfirmasi/",
        never_cache(login_not_required(ConfirmEmailView.as_view())),
        name="account_email_verification_sent",
    ),
    path("email/", never_cache(account.email), name="account_email"),
    path("konfirmasi-ulang/", never_cache(account.reauthenticate), name="account_reauthenticate"),
    path("kata-sandi/", never_cache(account.password_change), name="account_change_password"),
    path("kata-sandi/buat/", never_cache(account.password_set), name="account_set_password"),
    path("lupa-kata-sandi/", never_cache(PasswordResetView.as_view()), name="account_reset_password"),
    path(
        "lupa-kata-sandi/kode/",
        never_cache(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path("lupa-kata-sandi/baru/", never_cache(account.complete_password_reset), name="account_complete_password_reset"),
    path("lupa-kata-sandi/selesai/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("keamanan/", never_cache(mfa.index), name="mfa_index"),
    path("keamanan/masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("keamanan/konfirmasi-ulang/", never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("keamanan/pasang/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("keamanan/matikan/", never_cache(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("keamanan/cadangan/", never_cache(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("keamanan/cadangan/baru/", never_cache(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("keamanan/cadangan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
