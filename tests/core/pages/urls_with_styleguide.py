"""The site's addresses and ``/gaya/``, which exists only while DEBUG is on; tests run with DEBUG off."""

from django.urls import include, path

from core.pages.views import styleguide

urlpatterns = [
    path("gaya/", styleguide.show, name="styleguide"),
    path("", include("config.urls")),
]
