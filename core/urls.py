"""Addresses of the core app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from core.search import views as search
from core.views import health, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("cari/", search.search, name="search"),
]

if settings.DEBUG:
    urlpatterns += [path("gaya/", styleguide.show, name="styleguide")]
