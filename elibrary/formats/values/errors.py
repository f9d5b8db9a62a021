class NotUnderstood(ValueError):
    """The text can't be read as that kind of value; the message is an Indonesian sentence.

    ``instead`` is what is certain nevertheless: the year of a day that doesn't exist. A caller using it reports the message.
    """

    def __init__(self, message: str, *, instead: str = "") -> None:
        super().__init__(message)
        self.instead = instead
