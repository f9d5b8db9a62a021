"""Addresses of the attendance screens, below ``/admin/pelatihan/kehadiran/``."""

from django.urls import path

from lms.attendance.admin.attendance import MeetingAttendance, RunAttendance
from lms.attendance.admin.code_screen import code_screen
from lms.attendance.admin.files import export, sign_in_sheet

app_name = "lms_attendance"
urlpatterns = [
    path("kelas/<int:pk>/", RunAttendance.as_view(), name="run"),
    path("kelas/<int:pk>/xlsx/", export, name="export"),
    path("pertemuan/<int:pk>/", MeetingAttendance.as_view(), name="meeting"),
    path("pertemuan/<int:pk>/layar/", code_screen, name="screen"),
    path("pertemuan/<int:pk>/daftar.pdf", sign_in_sheet, name="paper"),
]
