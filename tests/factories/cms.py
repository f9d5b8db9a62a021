"""News and simple pages, published where the site keeps them."""

from typing import Any

import factory
from wagtail.models import Page

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models.info import InfoPage


class PublishedPageFactory(factory.Factory):
    """Adds the page below ``parent`` and publishes it as an editor would; ``live=False`` leaves it a draft."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model: type[Page], *args: Any, **kwargs: Any) -> Page:
        parent, live, text = kwargs.pop("parent", None), kwargs.pop("live", True), kwargs.pop("text", "<p>Isi.</p>")
        page: Any = model(live=False, **kwargs)
        page.body.append(("text", text))
        parent = parent or cls.default_parent()
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page


class NewsPageFactory(PublishedPageFactory):
    title = factory.Sequence(lambda number: f"Kabar {number}")
    date = "2026-11-24"
    summary = "Apa yang berubah."

    class Meta:
        model = NewsPage

    @staticmethod
    def default_parent() -> Page:
        return NewsIndexPage.objects.get()


class InfoPageFactory(PublishedPageFactory):
    title = factory.Sequence(lambda number: f"Keterangan {number}")
    lead = "Singkatnya."

    class Meta:
        model = InfoPage

    @staticmethod
    def default_parent() -> Page:
        return HomePage.objects.get()
