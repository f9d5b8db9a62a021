"""Addresses of the screens about a run's participants, below /admin/."""

from django.urls import URLPattern, path

from lms.roster.admin.add import AddPerson
from lms.roster.admin.messages import MessageScreen, WriteMessage
from lms.roster.admin.records import ChangeDownload, ChangeScreen, RecordsScreen
from lms.roster.admin.roster import RosterView
from lms.roster.admin.steps import MovePeople, TakePeopleOut

urlpatterns: list[URLPattern] = [
    path("<int:run>/", RosterView.as_view(), name="index"),
    path("<int:run>/hasil/", RosterView.as_view(results_only=True), name="results"),
    path("<int:run>/tambah/", AddPerson.as_view(), name="add"),
    path("<int:run>/tulis-pesan/", WriteMessage.as_view(), name="write"),
    path("<int:run>/pindahkan/", MovePeople.as_view(), name="move"),
    path("<int:run>/keluarkan/", TakePeopleOut.as_view(), name="take_out"),
    path("<int:run>/riwayat/", RecordsScreen.as_view(), name="records"),
    path("<int:run>/pesan/<int:message>/", MessageScreen.as_view(), name="message"),
    path("<int:run>/perubahan/<int:change>/", ChangeScreen.as_view(), name="change"),
    path("<int:run>/perubahan/<int:change>/unduh/", ChangeDownload.as_view(), name="change_download"),
]
