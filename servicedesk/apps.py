from django.apps import AppConfig


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = "Layanan warga"

    def ready(self) -> None:
        from servicedesk.feedback import register as feedback

        feedback.register()
