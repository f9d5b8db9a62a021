"""Addresses of a participant's classes and of the certificate check."""

from django.urls import include, path

from lms.views import attendance, certificates, classes, enrolling, evaluation, home, lessons, media, post_test, reminders

urlpatterns = [
    path("kelas/", home.class_list, name="class_list"),
    path("kelas/sertifikat/", home.own_certificates, name="own_certificates"),
    path("kelas/pengingat/<str:off_token>/", reminders.reminder_switch, name="reminder_switch"),
    path("kelas/ikut/<uuid:run_id>/", enrolling.class_enrol, name="class_enrol"),
    path("kelas/ikut/<uuid:run_id>/ambil-kursi/", enrolling.seat_accept, name="seat_accept"),
    path("kelas/ikut/<uuid:run_id>/lepas/", enrolling.queue_leave, name="queue_leave"),
    path("kelas/<uuid:run_id>/", classes.class_home, name="class_home"),
    path("kelas/<uuid:run_id>/keluar/", classes.class_leave, name="class_leave"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/", lessons.class_lesson, name="class_lesson"),
    path("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/berkas/<uuid:media_id>/", media.class_media, name="class_media"),
    path(
        "kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/takarir/<uuid:media_id>/",
        media.class_captions,
        name="class_captions",
    ),
    path("kelas/<uuid:run_id>/hadir/", attendance.class_attendance, name="class_attendance"),
    path("hadir/<int:session_id>/<str:token>/", attendance.attendance_scan, name="attendance_scan"),
    path("kelas/<uuid:run_id>/tes/", post_test.class_test, name="class_test"),
    path("kelas/<uuid:run_id>/tes/kerjakan/", post_test.class_test_form, name="class_test_form"),
    path("kelas/<uuid:run_id>/tes/hasil/<int:attempt_id>/", post_test.class_test_result, name="class_test_result"),
    path("kelas/<uuid:run_id>/evaluasi/", evaluation.class_evaluation, name="class_evaluation"),
    path("kelas/<uuid:run_id>/selesai/", evaluation.class_done, name="class_done"),
    path("kelas/<uuid:run_id>/sertifikat.pdf", certificates.class_certificate, name="class_certificate"),
    path("kelas/<uuid:run_id>/", include("lms.urls_talk")),
    path("sertifikat/", certificates.certificate_form, name="certificate_form"),
    path("sertifikat/<str:code>/", certificates.certificate_check, name="certificate_check"),
]
