"""Addresses of the servicedesk app."""

from django.urls import URLPattern, URLResolver, path

from servicedesk import views

app_name = "servicedesk"
urlpatterns: list[URLPattern | URLResolver] = [path("pengaduan/", views.complaints, name="complaints")]
