"""SEARCH_URL: where the full-text index lives."""

from config.env import folder, folder_url, text, url

_default = folder_url("whoosh", "search")
folder("SEARCH_URL", url("SEARCH_URL", _default, schemes={"whoosh"}))
SEARCH_URL = text("SEARCH_URL", _default)
