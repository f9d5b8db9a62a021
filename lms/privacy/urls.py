"""Addresses below /akun/ of consents, export and erasure."""

from django.urls import path

from lms.privacy.views import (
    ConsentsView,
    cancel_erasure,
    erasure,
    fetch_export,
    own_copy,
    own_data,
    own_processing,
    request_export,
    withdraw_consent,
)

urlpatterns = [
    path("persetujuan/", ConsentsView.as_view(), name="lms_consents"),
    path("persetujuan/<str:purpose>/tarik/", withdraw_consent, name="lms_consent_withdraw"),
    path("data-saya/", own_data, name="lms_data"),
    path("data-saya/salinan/", request_export, name="lms_export"),
    path("data-saya/salinan/<uuid:export_id>/", own_copy, name="lms_export_copy"),
    path("data-saya/salinan/<uuid:export_id>/berkas/", fetch_export, name="lms_export_file"),
    path("data-saya/catatan/", own_processing, name="lms_processing"),
    path("hapus/", erasure, name="lms_erasure"),
    path("hapus/batal/", cancel_erasure, name="lms_erasure_cancel"),
]
