"""When two names are the same name, however they are typed."""

import re
import unicodedata

LONGEST = 300
_BETWEEN = re.compile(r"[^\w+#]+|_")


def folded(name: str) -> str:
    """Without case, accents and punctuation; ``+`` and ``#`` stay, for C++ and C# are not C. Empty when nothing is left."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(_BETWEEN.sub(" ", bare).split())[:LONGEST]


def tidy(name: str) -> str:
    """One line, without the marks that part names in SLiMS's files."""
    return " ".join(name.replace("<", "‹").replace(">", "›").split())[:LONGEST]
