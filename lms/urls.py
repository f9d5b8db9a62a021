"""Addresses of the lms app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("akun/", include("lms.account_urls")),
    path("", include("lms.urls_learning")),
    path("", include("lms.urls_offline")),
]
