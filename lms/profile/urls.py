"""URLs below /akun/ of details and documents."""

from django.urls import path

from lms.profile.views import CompleteView, DetailsView, blank_letter, own_document

urlpatterns = [
    path("profil/data-kelas/", DetailsView.as_view(), name="lms_details"),
    path("profil/lengkapi/", CompleteView.as_view(), name="lms_complete"),
    path("surat-permohonan.<str:kind>", blank_letter, name="lms_blank_letter"),
    path("berkas/<str:kind>/", own_document, name="lms_document"),
]
