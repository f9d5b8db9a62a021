"""What the template of the front page shows."""

from typing import Any

from django.http import HttpRequest

from cms.home.models import HomePage
from cms.news.presenters import news_panel
from cms.standards.selectors import live_units


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    return {"units": live_units(), **news_panel()}
