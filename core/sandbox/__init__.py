"""Parses files from outside in a child process with limits: whatever the file does, the caller gets a verdict."""

from core.sandbox.parent import run
from core.sandbox.verdict import Limits, Reason, Refused, Verdict

__all__ = ["Limits", "Reason", "Refused", "Verdict", "run"]
