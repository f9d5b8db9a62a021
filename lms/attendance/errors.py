class NotInThisClass(Exception):
    """The meeting is one of a class that the person isn't in."""
