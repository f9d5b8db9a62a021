"""Addresses of the test of a class."""

from django.urls import path

from lms.assessment.views import class_test, class_test_form, class_test_result

urlpatterns = [
    path("kelas/<uuid:run_id>/tes/", class_test, name="class_test"),
    path("kelas/<uuid:run_id>/tes/kerjakan/", class_test_form, name="class_test_form"),
    path("kelas/<uuid:run_id>/tes/hasil/<int:attempt_id>/", class_test_result, name="class_test_result"),
]
