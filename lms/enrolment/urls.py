"""Addresses of entering a class and of its waiting list."""

from django.urls import path

from lms.enrolment.views import class_enrol, queue_leave, seat_accept

urlpatterns = [
    path("kelas/ikut/<uuid:run_id>/", class_enrol, name="class_enrol"),
    path("kelas/ikut/<uuid:run_id>/ambil-kursi/", seat_accept, name="seat_accept"),
    path("kelas/ikut/<uuid:run_id>/lepas/", queue_leave, name="queue_leave"),
]
