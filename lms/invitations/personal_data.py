"""What an invitation holds about the person whom staff invited."""

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format

from core.imports.models import ImportLine
from core.personal_data.registry import Fact, PersonalDataProvider
from lms.invitations.models import PEOPLE_KIND, Invitation
from lms.users.models import User


class InvitationData(PersonalDataProvider):
    key = "undangan"
    label = "Undangan dari dinas"
    purpose = "Supaya Anda dapat membuka akun yang disiapkan petugas dari daftar peserta dinas."
    retention = (
        "Selama akun ada. Akun yang tidak pernah diterima pemiliknya dihapus 90 hari sesudah undangan terakhir. Daftar yang "
        "diunggah petugas dihapus begitu dijalankan, laporannya sesudah 30 hari; baris Anda di laporan dihapus bersama akun."
    )
    models = ("lms.Invitation",)

    def facts(self, user: AbstractBaseUser) -> list[Fact]:
        invitation = Invitation.objects.filter(user_id=user.pk).first()
        if invitation is None or invitation.accepted_at is None:
            return []
        return [("Undangan", f"diterima {date_format(timezone.localtime(invitation.accepted_at), 'j F Y')}")]

    def erase(self, user: AbstractBaseUser) -> None:
        """Delete the person's rows in reports of imports; the reports are purged later."""
        about = ImportLine.objects.filter(run__kind=PEOPLE_KIND, subject__endswith=f"({cast(User, user).email})")
        about.update(subject="Data orang ini sudah dihapus", before="", after="", message="", advice="")

    def export(self, user: AbstractBaseUser) -> object:
        rows = Invitation.objects.filter(user_id=user.pk)
        return list(rows.values("sent_at", "expires_at", "times_sent", "accepted_at", "course_run__name"))
