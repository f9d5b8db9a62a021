"""Addresses of the app on a phone's home screen and of lessons without a network."""

from django.urls import path

from lms.views import offline

urlpatterns = [
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sw.js", offline.worker, name="service_worker"),  # at the root: a worker rules what lies below its own address
    path("kelas/luring/", offline.offline_page, name="class_offline"),
    path("kelas/luring/keadaan/", offline.offline_state, name="class_offline_state"),
    path("kelas/<uuid:run_id>/kemajuan/", offline.class_progress, name="class_progress"),
]
