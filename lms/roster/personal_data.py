"""What is held about those who write to a class or change its list of participants."""

from django.contrib.auth.base_user import AbstractBaseUser

from core.personal_data.registry import PersonalDataProvider, RowCount
from lms.roster.models import RosterChange, RosterLine, RunMessage


class RosterData(PersonalDataProvider):
    """What people received is under "Pesan yang kami kirim"; here is who wrote, and to whom a change happened."""

    key = "daftar_peserta"
    label = "Pesan dan perubahan di kelas"
    purpose = "Supaya jelas siapa yang menulis pesan kepada kelas, dan mengapa seseorang dipindahkan atau dikeluarkan."
    retention = "Selama kelas ada; nama Anda lepas darinya bila akun dihapus."
    models = ("lms.RunMessage", "lms.RosterChange", "lms.RosterLine")

    def row_counts(self, user: AbstractBaseUser) -> list[RowCount]:
        changed = RosterLine.objects.filter(enrolment__user_id=user.pk)
        return [
            RowCount("Pesan yang Anda tulis", RunMessage.objects.filter(author_id=user.pk), "%d pesan"),
            RowCount("Perubahan oleh petugas", changed, "%d perubahan"),
        ]

    def export(self, user: AbstractBaseUser) -> object:
        lines = RosterLine.objects.filter(enrolment__user_id=user.pk).select_related("change__run", "change__target")
        return {
            "pesan_ditulis": list(RunMessage.objects.filter(author_id=user.pk).values("subject", "text", "sent_at")),
            "perubahan_diminta": list(RosterChange.objects.filter(author_id=user.pk).values("kind", "reason", "ordered_at")),
            "perubahan": [
                {
                    "kelas": line.change.run.name,
                    "tujuan": line.change.target.name if line.change.target else None,
                    "alasan": line.change.reason,
                    "diminta": line.change.ordered_at,
                    "hasil": line.get_verdict_display(),
                }
                for line in lines
            ],
        }
