from django.apps import AppConfig


class ElibraryConfig(AppConfig):
    name = "elibrary"
    verbose_name = "Perpustakaan"

    def ready(self) -> None:
        from core.demo import register_demo_seed
        from core.roles import LIBRARIAN, register_role_permissions
        from core.search.registry import register_search_provider

        from .demo.seed import seed
        from .search import provider

        register_role_permissions(
            LIBRARIAN,
            "elibrary.add_book",
            "elibrary.change_book",
            "elibrary.view_book",
            "elibrary.publish_book",
        )
        register_search_provider(provider)
        register_demo_seed("perpustakaan", seed, order=40)
