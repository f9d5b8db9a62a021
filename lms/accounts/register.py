"""What sign-up, log-in and the second factor register with the rest of the site."""

from django.core import checks

from core.demo import register_demo_seed
from core.personal_data import register_personal_data
from core.services.field_keys import register_encrypted_store
from lms.accounts.personal_data import AccountData, DeviceData
from lms.checks import no_demo_accounts
from lms.services.second_factor import renew_secrets


def register() -> None:
    register_personal_data(AccountData(), order=10)
    register_personal_data(DeviceData(), order=110)
    register_encrypted_store("kode keamanan", renew_secrets)
    register_demo_seed("akun", "lms.demo.seed_accounts", order=10)
    checks.register(no_demo_accounts, "accounts", deploy=True)
