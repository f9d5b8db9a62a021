"""Registers the front page and the setup of the information site."""

from cms.home.models import HomePage
from cms.home.presenters import home_context
from cms.home.services import site_setup
from core.pages.presenters import register_presenter
from core.setup_steps import register_demo_seed, register_site_setup


def register() -> None:
    register_presenter(HomePage, home_context)
    register_site_setup("Situs informasi", site_setup.set_up, order=20)
    register_site_setup("Padanan kata", site_setup.set_up_synonyms, order=25)
    register_site_setup("Hasil pencarian unggulan", site_setup.set_up_best_bets, order=90)
    register_demo_seed("cms.site", "cms.home.services.site_setup.seed_site", order=20)
    register_demo_seed("cms.news", "cms.home.demo.seed_news", order=21)
    register_demo_seed("cms.editors", "cms.home.demo.seed_editors", order=25)
