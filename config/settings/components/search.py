"""SEARCH_URL: where the full-text index lives."""

from config.env import VAR, text, url

url("SEARCH_URL", f"whoosh://{VAR}/search", schemes={"whoosh"})
SEARCH_URL = text("SEARCH_URL", f"whoosh://{VAR}/search")
