"""The front page, and what sets the whole information site up."""

from cms.home.presentation import home_context
from cms.models.home import HomePage
from cms.services import search_words, site
from core.demo import register_demo_seed
from core.pages.presenters import register_presenter
from core.site_setup import register_site_setup


def register() -> None:
    register_presenter(HomePage, home_context)
    register_site_setup("Situs informasi", site.set_up, order=20)
    register_site_setup("Padanan kata", search_words.set_up, order=25)
    register_demo_seed("cms.site", "cms.services.site.seed_site", order=20)
    register_demo_seed("cms.news", "cms.demo_news.seed_news", order=21)
    register_demo_seed("cms.editors", "cms.demo.seed_editors", order=25)
