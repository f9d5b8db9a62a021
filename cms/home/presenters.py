"""Template context of the front page."""

from django.http import HttpRequest

from cms.home.models import HomePage
from cms.news.presenters import news_panel
from cms.standards.selectors import live_units


def home_context(page: HomePage, request: HttpRequest) -> dict[str, object]:
    return {"units": live_units(), **news_panel()}
