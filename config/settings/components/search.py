"""SEARCH_URL: where the full-text index lives; what is kept of queries without a result."""

from config.env import folder, folder_url, text, url

_default = folder_url("whoosh", "search")
folder("SEARCH_URL", url("SEARCH_URL", _default, schemes={"whoosh"}))
SEARCH_URL = text("SEARCH_URL", _default)

# Different queries without a result that are counted on one day, and for how long the counts are kept.
SEARCH_MISSES_A_DAY = 500
SEARCH_MISSES_KEPT_DAYS = 183
