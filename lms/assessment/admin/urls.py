"""Addresses of the results of tests, below ``/admin/pelatihan/hasil-tes/``."""

from django.urls import path

from lms.assessment.admin.extra_attempt import GiveExtraAttempt
from lms.assessment.admin.results import ResultsDownload, TestResults

app_name = "lms_test"
urlpatterns = [
    path("<int:run>/", TestResults.as_view(), name="results"),
    path("<int:run>/xlsx/", ResultsDownload.as_view(), name="export"),
    path("<int:run>/kesempatan/<int:enrolment>/", GiveExtraAttempt.as_view(), name="extra"),
]
