"""Addresses of the servicedesk app."""

from django.urls import URLPattern, URLResolver, path

from servicedesk.feedback import views

app_name = "servicedesk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("pengaduan/", views.complaints, name="complaints"),
    path("masukan/<int:page_id>/", views.feedback, name="feedback"),
    path("masukan/<int:page_id>/terkirim/", views.feedback_sent, name="feedback_sent"),
]
