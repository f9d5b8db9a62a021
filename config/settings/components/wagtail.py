"""Wagtail: /admin/ is its admin; people log in through our own screens."""

from config.env import integer, text

WAGTAIL_SITE_NAME = "Si-Jawara+"
SITE_URL = text("SITE_URL", f"http://localhost:{integer('PORT', 8000, minimum=1)}")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/akun/masuk/"
# As the office writes them; each is among Django's Indonesian input formats.
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_TIME_FORMAT = "%H.%M"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H.%M"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta"]
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
# What staff upload passes our checks first (core.uploads).
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.files.uploads.forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.files.uploads.forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
DOCUMENT_MAX_BYTES = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# A version is what a person saved (docs/adr/0015): one that saves itself can arrive after the text was handed in.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# A page that gets another address leads there from the old one, and so do the pages below it.
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
