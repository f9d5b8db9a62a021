"""Addresses of the servicedesk app."""

from django.urls import URLPattern, URLResolver, path

from servicedesk.feedback import views
from servicedesk.feedback import views as views_feedback

app_name = "servicedesk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("pengaduan/", views.complaints, name="complaints"),
    path("masukan/<int:page_id>/", views_feedback.feedback, name="feedback"),
    path("masukan/<int:page_id>/terkirim/", views_feedback.feedback_sent, name="feedback_sent"),
]
