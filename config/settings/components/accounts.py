"""django-allauth: e-mail and password, address proved by a code, second factor for staff."""

from config.env import integer

AUTHENTICATION_BACKENDS = [
    "lms.accounts.backends.AccountBackend",
    "django.contrib.auth.backends.ModelBackend",  # which older sessions name
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kelas/"
ACCOUNT_ADAPTER = "lms.accounts.adapters.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# Pending log-ins live longer than the code they wait for, so that a late code gets a sentence and not a blank start.
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

_CODE = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = _CODE
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = _CODE
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = _CODE
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 30 * 60

ACCOUNT_RATE_LIMITS = {
    # A market hall shares one address, so limits by address are wide and limits by account are narrow.
    "signup": "60/h/ip",
    "login": "60/m/ip",
    # By account see lms.accounts.log_in_attempts: five wrong passwords from one network must not keep the owner out.
    "login_failed": "60/5m/ip",
    "request_login_code": "20/10m/ip,3/10m/key",
    "confirm_email": "6/10m/key",
    "reset_password": "20/10m/ip,3/10m/key",
    "reset_password_from_key": "20/10m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/10m/user",
    "reauthenticate": "10/5m/user",
    # Ours: codes by WhatsApp. Each costs money and rings somebody's telephone. Guesses: lms.accounts.code_guesses.
    "phone_code": "60/h/ip,6/10m/key,12/d/key",
    # Ours: NIK and documents. Nobody needs more; it stops whoever would try numbers out.
    "personal_details": "20/h/user",
    # Ours: what was done without a network, sent in batches when it is back.
    "offline_progress": "60/10m/user",
}
# How many proxies of ours write X-Forwarded-For in front of the web process; 0 means the connection's own address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = integer("TRUSTED_PROXY_COUNT", 0)

ACCOUNT_FORMS = {
    "signup": "lms.accounts.forms.SignUpForm",
    "login": "lms.accounts.forms.LogInForm",
    "add_email": "lms.accounts.forms.NewEmailForm",
    "change_password": "lms.accounts.forms.ChangePasswordForm",
    "set_password": "lms.accounts.forms.SetPasswordForm",
    "reset_password": "lms.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "lms.accounts.forms.NewPasswordForm",
    "reauthenticate": "lms.accounts.forms.ReauthenticateForm",
    "confirm_email_verification_code": "lms.accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "lms.accounts.forms.ResetCodeForm",
    "request_login_code": "lms.accounts.forms.RequestLogInCodeForm",
    "confirm_login_code": "lms.accounts.forms.LogInCodeForm",
}

MFA_ADAPTER = "lms.accounts.adapters.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Si-Jawara+"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "lms.accounts.forms.ActivateTotpForm",
    "authenticate": "lms.accounts.forms.SecondFactorForm",
    "reauthenticate": "lms.accounts.forms.SecondFactorAgainForm",
}
