"""What a password must be."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Django's rule with a refusal in every language of ours: its own lacks the Finnish one."""

    def get_error_message(self) -> str:
        """Return why the password is refused."""
        return _("The password is too short: write at least %(count)s characters.") % {"count": self.min_length}
