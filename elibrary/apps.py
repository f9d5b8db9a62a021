from django.apps import AppConfig


class ElibraryConfig(AppConfig):
    name = "elibrary"
    verbose_name = "Perpustakaan"

    def ready(self) -> None:
        from core.demo import register_demo_seed
        from core.roles import LIBRARIAN, register_role_permissions
        from core.search.registry import register_search_provider
        from core.services.attachments import register_attachments
        from core.services.notifications import register_category
        from core.sitemaps import fixed, of_rows, register_sitemap

        from .search import provider
        from .selectors import published_books
        from .selectors_titles import records_on_shelf
        from .services.catalogue_mail import CATEGORY as REPORT
        from .services.catalogue_mail import catalogue_report_of
        from .services.delivery_links import CATEGORY as DELIVERY
        from .services.librarians import CATEGORY as ARRIVED

        register_role_permissions(
            LIBRARIAN,
            "elibrary.add_book",
            "elibrary.change_book",
            "elibrary.view_book",
            "elibrary.publish_book",
            "elibrary.add_publisher",
            "elibrary.change_publisher",
            "elibrary.view_publisher",
            "elibrary.change_offer",
            "elibrary.view_offer",
            "elibrary.add_catalogueimport",
            "elibrary.view_catalogueimport",
            "elibrary.add_delivery",
            "elibrary.change_delivery",
            "elibrary.view_delivery",
            "elibrary.add_cataloguesource",
            "elibrary.change_cataloguesource",
            "elibrary.view_cataloguesource",
            "elibrary.add_authority",
            "elibrary.change_authority",
            "elibrary.view_authority",
            "elibrary.merge_authority",
            "elibrary.add_bibliographicrecord",
            "elibrary.change_bibliographicrecord",
            "elibrary.view_bibliographicrecord",
            "elibrary.add_accession",
            "elibrary.change_accession",
            "elibrary.view_accession",
            "elibrary.add_slimsimport",
            "elibrary.view_slimsimport",
        )
        _grant_orders()
        register_category(DELIVERY, label="Penyerahan berkas penerbit", optional=False)
        _register_wishes()
        _register_letters()
        register_category(ARRIVED, label="Katalog yang datang dari penerbit", optional=True, for_staff=True)
        register_category(REPORT, label="Laporan katalog bagi penerbit", optional=False)
        register_attachments(REPORT, catalogue_report_of)
        register_search_provider(provider)
        register_demo_seed("perpustakaan", "elibrary.demo.seed.seed", order=40)
        register_demo_seed("katalog penerbit", "elibrary.demo.catalogues.seed_catalogues", order=41)
        register_demo_seed("tajuk", "elibrary.demo.cataloguing.seed_authorities", order=41)
        register_demo_seed("pesanan", "elibrary.demo.orders.seed", order=42)
        register_demo_seed("kiriman", "elibrary.demo.deliveries.seed", order=43)
        register_demo_seed("sumber katalog", "elibrary.demo.cataloguing.seed_sources", order=44)
        register_demo_seed("katalogisasi", "elibrary.demo.cataloguing.seed", order=45)
        register_sitemap("perpustakaan", fixed("/perpustakaan/"))
        register_sitemap("buku", of_rows(published_books, changed="published_at"))
        register_sitemap("judul", of_rows(records_on_shelf, changed="came_at"))


def _grant_orders() -> None:
    """Which steps a role takes is the office's policy (OrderPolicy); these permissions say whom it may name."""
    from core.roles import ADMINISTRATOR, CURRICULUM_ANALYST, LIBRARIAN, register_role_permissions

    steps = ("elibrary.submit_order", "elibrary.approve_order", "elibrary.send_order")
    reads = ("elibrary.view_order", "elibrary.view_budget", "elibrary.view_orderpolicy")
    register_role_permissions(LIBRARIAN, *reads, *steps, "elibrary.add_order", "elibrary.change_order")
    register_role_permissions(CURRICULUM_ANALYST, *reads, *steps, "elibrary.view_offer")
    register_role_permissions(
        ADMINISTRATOR,
        *reads,
        "elibrary.approve_order",
        "elibrary.add_budget",
        "elibrary.change_budget",
        "elibrary.change_orderpolicy",
    )


def _register_wishes() -> None:
    from core.personal_data import register_personal_data
    from core.roles import CURRICULUM_ANALYST, LIBRARIAN, register_role_permissions
    from core.services.notifications import register_category

    from .personal_data import WishData
    from .services.wishes import CATEGORY

    register_category(CATEGORY, label="Kabar tentang buku yang Anda usulkan", optional=True)
    register_personal_data(WishData(), order=65)
    register_role_permissions(LIBRARIAN, "elibrary.view_wish", "elibrary.add_wish", "elibrary.change_wish")
    register_role_permissions(CURRICULUM_ANALYST, "elibrary.view_wish", "elibrary.add_wish")


def _register_letters() -> None:
    from core.services.attachments import register_attachments
    from core.services.notifications import register_category

    from .services.order_letters import CATEGORY, attachments

    register_category(CATEGORY, label="Surat pesanan kepada penerbit", optional=False)
    register_attachments(CATEGORY, attachments)
