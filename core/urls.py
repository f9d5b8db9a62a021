"""Addresses of the core app."""

from django.urls import URLPattern, URLResolver, path

from core.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
