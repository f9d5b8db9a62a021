from django.apps import AppConfig


class ElibraryConfig(AppConfig):
    name = "elibrary"
    verbose_name = "Perpustakaan"

    def ready(self) -> None:
        """Subjects register bottom-up. Receivers run in this order: a title has its page before its readers are notified."""
        from elibrary.books import register as books
        from elibrary.catalogue import register as catalogue
        from elibrary.cataloguing import register as cataloguing
        from elibrary.deliveries import register as deliveries
        from elibrary.demo import register as demo
        from elibrary.ordering import register as ordering
        from elibrary.publishers import register as publishers
        from elibrary.reading import register as reading
        from elibrary.sources import register as sources
        from elibrary.wishes import register as wishes

        publishers.register()
        catalogue.register()
        sources.register()
        ordering.register()
        books.register()
        cataloguing.register()
        reading.register()
        deliveries.register()
        wishes.register()
        demo.register()
