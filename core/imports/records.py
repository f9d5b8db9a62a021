"""What a check finds, before it is a row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One part of one subject; ``verdict`` is one of ``ImportLine.Verdict``. Texts are Indonesian, for whoever uploaded."""

    key: str
    subject: str
    part: str
    verdict: str
    before: str = ""
    after: str = ""
    message: str = ""
    advice: str = ""
    needs_choice: bool = False
