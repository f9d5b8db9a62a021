"""Addresses of the core app."""

from django.urls import URLPattern, URLResolver, path

from core.search import views as search

urlpatterns: list[URLPattern | URLResolver] = [
    path("cari/", search.search, name="search"),
]
