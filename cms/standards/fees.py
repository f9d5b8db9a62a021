"""The fee of a service: amount, unit and the words of the decree as one value, so that they can't contradict each other."""

import re
from dataclasses import dataclass
from typing import Protocol

from core.documents.formatting import rupiah

FREE = "Gratis"
UNKNOWN = "Belum diisi"

_FREE_WORDS = re.compile(
    r"\b(tidak ada biaya|tanpa biaya|bebas biaya|tidak dipungut|tidak dikenakan|gratis|cuma-cuma|nihil)\b", re.I
)
_AMOUNT = re.compile(r"\brp\.?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:-|\d{2}\b))?\s*(ribu|rb|juta|jt)?", re.I)
_TIMES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000}
_PER = re.compile(r"^(?:(?:per|tiap|setiap)\s+|/\s*)+", re.I)


class HasFee(Protocol):
    """A service page, or its content in a revision."""

    fee_amount: int | None
    fee_basis: str
    fee_words: str


@dataclass(frozen=True)
class Fee:
    """``amount`` in rupiah, None while unknown; ``unit``: what it is counted per, without "per"; ``words``: as printed."""

    amount: int | None
    unit: str
    words: str

    @classmethod
    def of(cls, page: HasFee) -> "Fee":
        return cls(page.fee_amount, unit_of(page.fee_basis), " ".join(page.fee_words.split()))

    @property
    def text(self) -> str:
        """The fact in a few words: "Gratis", "Rp25.000 per orang"; the decree's words while no amount is given."""
        if self.amount is None:
            return self.words or UNKNOWN
        if self.amount == 0:
            return FREE
        return f"{rupiah(self.amount)} per {self.unit}" if self.unit else rupiah(self.amount)

    @property
    def sentence(self) -> str:
        """For the component of the standard: the amount where there is one, and the decree's words as printed."""
        if not self.amount:
            return self.words or self.text
        return self.text if not self.words or self.words.rstrip(".") == self.text else f"{self.text}. {self.words}"

    def contradictions(self) -> dict[str, str]:
        """Why the three can't be true together, by form field, in sentences for the editor; empty when they can.

        A fee above 0 contradicts words that say it is free, unless they name the amount for others; words that name
        amounts must name this one.
        """
        if self.amount is None:
            return {}
        named = amounts_in(self.words)
        if self.amount == 0:
            if self.unit:
                return {
                    "fee_basis": f"Biayanya 0, tetapi dihitung per {self.unit}. Kosongkan satuannya, atau tulis biayanya."
                }
            if any(named):
                return {"fee_words": f"Biayanya 0, tetapi kata-katanya menyebut {rupiah(max(named))}. Samakan keduanya."}
            return {}
        if named and self.amount not in named:
            return {"fee_words": f"Biayanya {rupiah(self.amount)}, tetapi kata-katanya menyebut {rupiah(max(named))}."}
        if not named and _FREE_WORDS.search(self.words):
            return {"fee_words": f"Biayanya {rupiah(self.amount)}, tetapi kata-katanya menyebut tidak ada biaya."}
        return {}


def unit_of(basis: str) -> str:
    """ "orang" for "orang", "per orang" and "per per orang"."""
    return _PER.sub("", " ".join(basis.split()))


def amounts_in(words: str) -> set[int]:
    """Amounts in rupiah that ``words`` name: "Rp25.000,-", "Rp 25 ribu"."""
    return {int(number.replace(".", "")) * _TIMES.get(multiple.lower(), 1) for number, multiple in _AMOUNT.findall(words)}
