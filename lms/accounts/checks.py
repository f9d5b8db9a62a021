"""System checks of the accounts."""

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from lms.users.models import User


def no_demo_accounts(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Error for demo accounts in production: their passwords are published. Skipped before migrations ran."""
    try:
        count = User.objects.filter(is_demo=True, is_active=True).count()
    except DatabaseError:
        return []
    if not count:
        return []
    return [
        Error(
            f"Ada {count} akun contoh yang aktif; kata sandinya diketahui umum.",
            hint="Hapus atau nonaktifkan akun contoh di /admin/users/ sebelum situs dibuka untuk umum.",
            id="lms.E001",
        )
    ]
