"""Static files under names with a hash of their content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class MemoizedManifestStorage(CompressedManifestStaticFilesStorage):
    """Computes the URL of each name once: the manifest is read when a process starts and doesn't change while it runs."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Raises ValueError for a name that isn't in the manifest. ``force`` (``collectstatic``) skips the memo."""
        if force or name not in self._urls:
            url: str = super().url(name, force)
            if not force:
                self._urls[name] = url
            return url
        return self._urls[name]
