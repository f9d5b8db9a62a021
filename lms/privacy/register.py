"""What export and erasure register with the rest of the site."""

from django.db.models.signals import post_delete

from core.files.removal import remove_file
from core.messages.services import register_category
from core.people.roles import ADMINISTRATOR, register_role_permissions
from core.personal_data.registry import register_personal_data
from lms.privacy.models import DataExport
from lms.privacy.personal_data import RightsData
from lms.privacy.services.erasure import CATEGORY


def register() -> None:
    register_category("petugas", label="Tugas petugas", optional=False, for_staff=True)
    register_category(CATEGORY, label="Akun dihapus", optional=False)
    register_personal_data(RightsData(), order=120)
    post_delete.connect(remove_file, sender=DataExport, dispatch_uid="lms.remove_file.DataExport")
    register_role_permissions(ADMINISTRATOR, "lms.view_erasurerequest", "lms.change_erasurerequest")
