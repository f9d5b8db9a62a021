"""What export and erasure register with the rest of the site."""

from django.db.models.signals import post_delete

from core.personal_data import register_personal_data
from core.roles import ADMINISTRATOR, register_role_permissions
from core.services.notifications import register_category
from lms.models.rights import DataExport
from lms.privacy.personal_data import RightsData
from lms.services.erasure import FAREWELL
from lms.services.files import remove_file


def register() -> None:
    register_category("petugas", label="Tugas petugas", optional=False, for_staff=True)
    register_category(FAREWELL, label="Akun dihapus", optional=False)
    register_personal_data(RightsData(), order=120)
    post_delete.connect(remove_file, sender=DataExport, dispatch_uid="lms.remove_file.DataExport")
    register_role_permissions(ADMINISTRATOR, "lms.view_erasurerequest", "lms.change_erasurerequest")
