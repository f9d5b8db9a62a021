"""Addresses of the evaluation, the last step of a class."""

from django.urls import path

from lms.opinions.views import class_done, class_evaluation

urlpatterns = [
    path("kelas/<uuid:run_id>/evaluasi/", class_evaluation, name="class_evaluation"),
    path("kelas/<uuid:run_id>/selesai/", class_done, name="class_done"),
]
