"""What sign-up, log-in and the second factor register with the rest of the site."""

from django.core import checks

from core.personal_data.registry import register_personal_data
from core.personal_data.services import register_encrypted_store
from core.setup_steps import register_demo_seed
from lms.accounts.checks import no_demo_accounts
from lms.accounts.known_devices import connect as connect_known_devices
from lms.accounts.personal_data import AccountData, DeviceData
from lms.accounts.services.accounts import renew_secrets


def register() -> None:
    register_personal_data(AccountData(), order=10)
    register_personal_data(DeviceData(), order=110)
    register_encrypted_store("kode keamanan", renew_secrets)
    register_demo_seed("akun", "lms.demo.seed_accounts", order=10)
    connect_known_devices()
    checks.register(no_demo_accounts, "accounts", deploy=True)
