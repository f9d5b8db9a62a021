"""The address that switches reminders off."""

from django.urls import path

from lms.reminders.views import reminder_switch

urlpatterns = [
    path("kelas/pengingat/<str:off_token>/", reminder_switch, name="reminder_switch"),
]
