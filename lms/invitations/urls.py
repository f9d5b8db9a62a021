"""Addresses below /akun/ of invitations."""

from django.urls import path

from lms.invitations.views import ask_again, invitation

urlpatterns = [
    path("undangan/", ask_again, name="lms_invitation_again"),
    path("undangan/<str:token>/", invitation, name="lms_invitation"),
]
