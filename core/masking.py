"""How personal numbers are shown."""


def masked_phone(number: str) -> str:
    """``+62812•••••890``: enough to recognise one's own number, too little to call it."""
    return f"{number[:6]}{'•' * (len(number) - 9)}{number[-3:]}"
