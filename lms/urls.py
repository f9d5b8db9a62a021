"""Gathers the addresses of the subjects. No two of them match the same path, so their order decides nothing."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("akun/", include("lms.accounts.urls")),
    path("akun/", include("lms.profile.urls")),
    path("akun/", include("lms.privacy.urls")),
    path("akun/", include("lms.invitations.urls")),
    path("", include("lms.home.urls")),
    path("", include("lms.enrolment.urls")),
    path("", include("lms.learning.urls")),
    path("", include("lms.attendance.urls")),
    path("", include("lms.assessment.urls")),
    path("", include("lms.discussion.urls")),
    path("", include("lms.opinions.urls")),
    path("", include("lms.certificates.urls")),
    path("", include("lms.reminders.urls")),
]
