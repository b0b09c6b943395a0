"""Personal links without an account: a secret is made of a seed and the installation's key; only hashes are kept.

Who reads the database can open no link; who knows the key and the seed can make the same link again for a reminder.
"""

import base64
import secrets

from django.utils.crypto import salted_hmac

from welfareplans.organisations.canonical_json import fingerprint

__all__ = ["fingerprint", "new_seed", "secret_of"]

SALT = "welfareplans.organisations.secret_links"


def new_seed() -> str:
    """Return a seed that no other link has; a new one makes the old link worthless."""
    return secrets.token_urlsafe(16)


def secret_of(seed: str) -> str:
    """Return the secret of a seed: 256 bits as 43 letters, digits, `-` and `_`."""
    digest = salted_hmac(SALT, seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
