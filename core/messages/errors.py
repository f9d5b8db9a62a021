"""What a channel may say of a message it was handed. The text is a sentence for staff and names nobody."""


class ChannelError(Exception):
    """Why a message did not leave for certain; ``str()`` is shown to staff."""


class NotTaken(ChannelError):
    """Not this time; another try may help."""


class Refused(ChannelError):
    """Never: the recipient or our account is at fault, and trying again would change nothing."""


class HandoverUnclear(ChannelError):
    """The connection ended after the message was handed over; nobody can know whether it was taken."""
