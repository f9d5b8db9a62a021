from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Peserta"

    def ready(self) -> None:
        from core import roles
        from core.demo import register_demo_seed
        from core.services.field_keys import register_encrypted_store
        from core.services.notifications import register_category
        from lms import checks  # noqa: F401
        from lms.demo import seed_accounts
        from lms.services.second_factor import renew_secrets

        register_category("akun", label="Akun dan keamanan", optional=False)
        register_category("sertifikat", label="Sertifikat terbit", optional=True)
        register_encrypted_store("kode keamanan", renew_secrets)
        register_demo_seed("akun", seed_accounts, order=10)
        for role in (roles.ADMINISTRATOR, roles.CURRICULUM_ANALYST):
            roles.register_role_permissions(role, "lms.view_certificate", "lms.change_certificate")
        roles.register_role_permissions(
            roles.ADMINISTRATOR,
            "lms.add_user",
            "lms.change_user",
            "lms.view_user",
            "auth.add_group",
            "auth.change_group",
            "auth.delete_group",
            "auth.view_group",
        )
