"""The Surat Permohonan that a class may ask for, with the person's name in it and the rest to be filled in."""

from core.documents.blank_letter import BlankLetter
from core.office import OFFICE
from lms.users.models import User


def class_letter(user: User) -> BlankLetter:
    """One letter serves every class, as the uploaded one does: the class is left for the person to write."""
    return BlankLetter(
        subject="Permohonan Mengikuti Pelatihan",
        addressee=(f"Yth. Kepala {OFFICE.full_name}", OFFICE.street, f"{OFFICE.city} {OFFICE.postal_code}"),
        sender=(
            ("Nama", user.full_name),
            ("Nama usaha atau koperasi", ""),
            ("Alamat", ""),
            ("", ""),
            ("Telepon atau WhatsApp", ""),
            ("Pelatihan yang diikuti", ""),
        ),
        request="Dengan ini saya mengajukan permohonan untuk mengikuti pelatihan tersebut di atas lewat Si-Jawara+.",
    )
