"""Addresses at which a participant's attendance is noted."""

from django.urls import path

from lms.attendance.views import attendance_scan, class_attendance

urlpatterns = [
    path("kelas/<uuid:run_id>/hadir/", class_attendance, name="class_attendance"),
    path("hadir/<int:session_id>/<str:token>/", attendance_scan, name="attendance_scan"),
]
