class StorageUnavailable(OSError):
    """The place where files lie doesn't answer. The files are not lost: another time will do."""
