"""URLs of certificates: the holder's file, and the public verification."""

from django.urls import path

from lms.certificates.views import certificate_check, certificate_form, class_certificate

urlpatterns = [
    path("kelas/<uuid:run_id>/sertifikat.pdf", class_certificate, name="class_certificate"),
    path("sertifikat/", certificate_form, name="certificate_form"),
    path("sertifikat/<str:code>/", certificate_check, name="certificate_check"),
]
