"""Addresses of the core app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from core.views import styleguide

urlpatterns: list[URLPattern | URLResolver] = []

if settings.DEBUG:
    urlpatterns += [path("gaya/", styleguide.show, name="styleguide")]
