from django.apps import AppConfig


class ElibraryConfig(AppConfig):
    name = "elibrary"
    verbose_name = "Perpustakaan"

    def ready(self) -> None:
        _register_books()
        _register_catalogues()
        _register_cataloguing()
        _register_orders()
        _register_letters()
        _register_deliveries()
        _register_wishes()
        _register_demo()


def _register_books() -> None:
    from core.roles import LIBRARIAN, register_role_permissions
    from core.search.registry import register_search_provider
    from core.sitemaps import fixed, of_rows, register_sitemap
    from elibrary.search import provider
    from elibrary.selectors import published_books
    from elibrary.selectors_titles import records_on_shelf

    register_role_permissions(LIBRARIAN, *_edits("book"), "elibrary.publish_book")
    register_search_provider(provider)
    register_sitemap("perpustakaan", fixed("/perpustakaan/"))
    register_sitemap("buku", of_rows(published_books, changed="published_at"))
    register_sitemap("judul", of_rows(records_on_shelf, changed="came_at"))


def _register_catalogues() -> None:
    """What publishers offer, and the mails about it."""
    from core.roles import LIBRARIAN, register_role_permissions
    from core.services.attachments import register_attachments
    from core.services.notifications import register_category
    from elibrary.services.catalogue_mail import CATEGORY as REPORT
    from elibrary.services.catalogue_mail import catalogue_report_of
    from elibrary.services.librarians import CATEGORY as ARRIVED

    register_role_permissions(
        LIBRARIAN,
        *_edits("publisher", "cataloguesource"),
        "elibrary.add_catalogueimport",
        "elibrary.view_catalogueimport",
        "elibrary.change_offer",
        "elibrary.view_offer",
    )
    register_category(ARRIVED, label="Katalog yang datang dari penerbit", optional=True, for_staff=True)
    register_category(REPORT, label="Laporan katalog bagi penerbit", optional=False)
    register_attachments(REPORT, catalogue_report_of)


def _register_cataloguing() -> None:
    from core.roles import LIBRARIAN, register_role_permissions

    register_role_permissions(
        LIBRARIAN,
        *_edits("authority", "bibliographicrecord", "accession"),
        "elibrary.merge_authority",
        "elibrary.add_slimsimport",
        "elibrary.view_slimsimport",
    )


def _register_orders() -> None:
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


def _register_letters() -> None:
    from core.services.attachments import register_attachments
    from core.services.notifications import register_category
    from elibrary.services.order_letters import CATEGORY, attachments

    register_category(CATEGORY, label="Surat pesanan kepada penerbit", optional=False)
    register_attachments(CATEGORY, attachments)


def _register_deliveries() -> None:
    from core.roles import LIBRARIAN, register_role_permissions
    from core.services.notifications import register_category
    from elibrary.services.delivery_links import CATEGORY

    register_category(CATEGORY, label="Penyerahan berkas penerbit", optional=False)
    register_role_permissions(LIBRARIAN, *_edits("delivery"))


def _register_wishes() -> None:
    from core.personal_data import register_personal_data
    from core.roles import CURRICULUM_ANALYST, LIBRARIAN, register_role_permissions
    from core.services.notifications import register_category
    from elibrary.personal_data import WishData
    from elibrary.services.wishes import CATEGORY

    register_category(CATEGORY, label="Kabar tentang buku yang Anda usulkan", optional=True)
    register_personal_data(WishData(), order=65)
    register_role_permissions(LIBRARIAN, *_edits("wish"))
    register_role_permissions(CURRICULUM_ANALYST, "elibrary.view_wish", "elibrary.add_wish")


def _register_demo() -> None:
    from core.demo import register_demo_seed

    register_demo_seed("perpustakaan", "elibrary.demo.seed.seed", order=40)
    register_demo_seed("katalog penerbit", "elibrary.demo.catalogues.seed_catalogues", order=41)
    register_demo_seed("tajuk", "elibrary.demo.cataloguing.seed_authorities", order=41)
    register_demo_seed("pesanan", "elibrary.demo.orders.seed", order=42)
    register_demo_seed("kiriman", "elibrary.demo.deliveries.seed", order=43)
    register_demo_seed("sumber katalog", "elibrary.demo.cataloguing.seed_sources", order=44)
    register_demo_seed("katalogisasi", "elibrary.demo.cataloguing.seed", order=45)


def _edits(*models: str) -> list[str]:
    """To view, add and change, not to delete."""
    return [f"elibrary.{verb}_{model}" for model in models for verb in ("view", "add", "change")]
