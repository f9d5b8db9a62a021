"""Why something was not fetched: a reason for code, a sentence for people. Neither repeats what a server said."""

from enum import StrEnum


class Reason(StrEnum):
    ADDRESS = "alamat"
    HOST = "host"
    INSIDE = "dalam"
    NAME = "nama"
    UNREACHABLE = "tak terjangkau"
    CERTIFICATE = "sertifikat"
    BROKEN_OFF = "terputus"
    TIME = "waktu"
    TOO_LARGE = "terlalu besar"
    REDIRECTS = "pengalihan"
    STATUS = "status"
    ENCODING = "kompresi"


PASSING = {Reason.NAME, Reason.UNREACHABLE, Reason.BROKEN_OFF, Reason.TIME}


class FetchError(Exception):
    """``sentence`` is Indonesian; ``passes``: the same address may answer later."""

    def __init__(self, reason: Reason, sentence: str, *, passes: bool | None = None) -> None:
        super().__init__(f"{reason}: {sentence}")
        self.reason = reason
        self.sentence = sentence
        self.passes = reason in PASSING if passes is None else passes
