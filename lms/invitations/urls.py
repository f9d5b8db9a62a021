"""Addresses below /akun/ of invitations."""

from django.urls import path

from lms.invitations.views import invitation, request_link

urlpatterns = [
    path("undangan/", request_link, name="lms_invitation_again"),
    path("undangan/<str:token>/", invitation, name="lms_invitation"),
]
