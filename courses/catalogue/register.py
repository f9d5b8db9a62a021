from core.search.registry import register_search_provider
from core.site_setup import register_site_setup
from courses import search
from courses.services.site_tree import set_up


def register() -> None:
    register_search_provider(search.PROVIDER)
    search.connect()
    register_site_setup("Pelatihan", set_up, order=30)
