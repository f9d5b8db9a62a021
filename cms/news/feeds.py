"""`/berita/atom.xml`: the news for feed readers."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from cms.news.models import NewsIndexPage, NewsPage
from cms.news.presenters import sender
from cms.news.selectors import NEWS_IN_FEED, live_news, live_news_index
from cms.pages.presenters import OFFICE


class NewsFeed(Feed):
    """Atom feed of the news. Entry ids do not depend on URLs."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> NewsIndexPage:
        """Raises Http404 while there is no public list of news."""
        index = live_news_index()
        if index is None:
            raise Http404
        return index

    def title(self, obj: NewsIndexPage) -> str:
        return f"{obj.title} – Si-Jawara+"

    def subtitle(self, obj: NewsIndexPage) -> str:
        return obj.lead

    def link(self, obj: NewsIndexPage) -> str:
        return obj.full_url

    def feed_url(self, obj: NewsIndexPage) -> str:
        return f"{obj.full_url}atom.xml"

    def feed_guid(self, obj: NewsIndexPage) -> str:
        return f"urn:uuid:{obj.translation_key}"

    def author_name(self) -> str:
        return OFFICE

    def items(self, obj: NewsIndexPage) -> list[NewsPage]:
        return list(live_news()[:NEWS_IN_FEED])

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return escape(item.summary)

    def item_link(self, item: NewsPage) -> str:
        return item.full_url

    def item_guid(self, item: NewsPage) -> str:
        return f"urn:uuid:{item.translation_key}"

    def item_author_name(self, item: NewsPage) -> str:
        return sender(item)

    def item_pubdate(self, item: NewsPage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: NewsPage) -> datetime | None:
        return item.last_published_at
