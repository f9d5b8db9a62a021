from django.apps import AppConfig


class ElibraryConfig(AppConfig):
    name = "elibrary"
    verbose_name = "Perpustakaan"
