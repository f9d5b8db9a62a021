"""Places in waiting lists, for "Data saya", its copy and the erasure."""

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services.waiting import leave
from lms.users.models import User


class WaitingData(PersonalDataProvider):
    key = "daftar_tunggu"
    label = "Daftar tunggu kelas"
    purpose = "Untuk menawarkan kursi yang kosong menurut urutan mendaftar."
    retention = "Selama akun ada; dihapus bersama akun."
    models = ("lms.WaitingEntry",)
    correct_url_name = "class_list"

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        waiting = WaitingEntry.objects.filter(user_id=user.pk, state__in=WaitingEntry.OPEN)
        return [RowCount("Sedang menunggu", waiting, "%d kelas")]

    def export(self, user: AbstractBaseUser) -> object:
        entries = WaitingEntry.objects.filter(user_id=user.pk).select_related("run__course").order_by("joined_at", "pk")
        return [
            {
                "pelatihan": entry.run.course.title,
                "kelas": entry.run.name,
                "nomor_urut": entry.number,
                "keadaan": entry.get_state_display(),
                "masuk_daftar": entry.joined_at,
                "ditawari": entry.offered_at,
                "kursi_disimpan_sampai": entry.offer_expires_at,
                "berakhir": entry.ended_at,
            }
            for entry in entries
        ]

    def erase(self, user: AbstractBaseUser) -> None:
        """Release a seat held for the person; it is offered to the next in the queue."""
        entries = WaitingEntry.objects.filter(user_id=user.pk, state__in=WaitingEntry.OPEN).order_by("run_id")
        for entry in entries.select_related("run"):
            leave(user=cast(User, user), run=entry.run)
