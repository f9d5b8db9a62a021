"""The library's part of the demo. Seeds are named by their paths: only the process that fills a demo loads them."""

from core.setup_steps import register_demo_seed


def register() -> None:
    register_demo_seed("perpustakaan", "elibrary.demo.seed.seed", order=40)
    register_demo_seed("katalog penerbit", "elibrary.demo.catalogues.seed_catalogues", order=41)
    register_demo_seed("tajuk", "elibrary.demo.cataloguing.seed_authorities", order=41)
    register_demo_seed("pesanan", "elibrary.demo.orders.seed", order=42)
    register_demo_seed("kiriman", "elibrary.demo.deliveries.seed", order=43)
    register_demo_seed("sumber katalog", "elibrary.demo.cataloguing.seed_sources", order=44)
    register_demo_seed("katalogisasi", "elibrary.demo.cataloguing.seed", order=45)
