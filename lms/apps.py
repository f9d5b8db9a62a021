from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = "Peserta"

    def ready(self) -> None:
        from core.services.notifications import register_category

        register_category("sertifikat", label="Sertifikat terbit", optional=True)
