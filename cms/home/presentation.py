"""What the template of the front page shows."""

from typing import Any

from django.http import HttpRequest

from cms.models.home import HomePage
from cms.presentation_pages import news_panel
from cms.selectors import live_units


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    return {"units": live_units(), **news_panel()}
