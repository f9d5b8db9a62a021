"""Static files under names with a hash of their content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptManifestStorage(CompressedManifestStaticFilesStorage):
    """Works each address out once: the list of names is read when a process starts and doesn't change under it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Raises ValueError for a name that isn't in the list. While files are collected (``force``) none is kept."""
        if force or name not in self._addresses:
            address: str = super().url(name, force)
            if not force:
                self._addresses[name] = address
            return address
        return self._addresses[name]
