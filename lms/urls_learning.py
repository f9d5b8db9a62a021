"""Addresses of a participant's classes and of the certificate check."""

from django.urls import path

from lms.views import certificates, classes, evaluation, lessons

urlpatterns = [
    path("kelas/", classes.class_list, name="class_list"),
    path("kelas/ikut/<uuid:run_id>/", classes.class_enrol, name="class_enrol"),
    path("kelas/<uuid:run_id>/", classes.class_home, name="class_home"),
    path("kelas/<uuid:run_id>/keluar/", classes.class_leave, name="class_leave"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/", lessons.class_lesson, name="class_lesson"),
    path("kelas/<uuid:run_id>/evaluasi/", evaluation.class_evaluation, name="class_evaluation"),
    path("kelas/<uuid:run_id>/selesai/", evaluation.class_done, name="class_done"),
    path("kelas/<uuid:run_id>/sertifikat.pdf", certificates.class_certificate, name="class_certificate"),
    path("sertifikat/", certificates.certificate_form, name="certificate_form"),
    path("sertifikat/<str:code>/", certificates.certificate_check, name="certificate_check"),
]
