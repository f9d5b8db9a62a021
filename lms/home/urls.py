"""Addresses of the participant's home and of the home of a class."""

from django.urls import path

from lms.home.views import class_home, class_leave, class_list, own_certificates

urlpatterns = [
    path("kelas/", class_list, name="class_list"),
    path("kelas/sertifikat/", own_certificates, name="own_certificates"),
    path("kelas/<uuid:run_id>/", class_home, name="class_home"),
    path("kelas/<uuid:run_id>/keluar/", class_leave, name="class_leave"),
]
