from .consent import Consent
from .profile import Profile, Regency
from .user import User

__all__ = ["Consent", "Profile", "Regency", "User"]
