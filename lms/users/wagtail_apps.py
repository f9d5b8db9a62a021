from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user screens with our account: e-mail and full name, without setting passwords."""

    user_viewset = "lms.users.admin.UserViewSet"
