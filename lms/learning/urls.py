"""Addresses of lessons and notes, of lessons without a network, and of the app on a phone's home screen."""

from django.urls import path

from lms.learning.views.lessons import class_captions, class_lesson, class_media
from lms.learning.views.notes import class_note, class_notes
from lms.learning.views.offline import class_progress, manifest, offline_page, offline_state, worker

urlpatterns = [
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/", class_lesson, name="class_lesson"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/berkas/<uuid:media_id>/", class_media, name="class_media"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/takarir/<uuid:media_id>/", class_captions, name="class_captions"),
    path("kelas/<uuid:run_id>/catatan/", class_notes, name="class_notes"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/catatan/", class_note, name="class_note"),
    path("kelas/<uuid:run_id>/kemajuan/", class_progress, name="class_progress"),
    path("kelas/luring/", offline_page, name="class_offline"),
    path("kelas/luring/keadaan/", offline_state, name="class_offline_state"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("sw.js", worker, name="service_worker"),  # at the root: a worker rules what lies below its own address
]
