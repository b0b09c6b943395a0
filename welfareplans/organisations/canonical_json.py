"""JSON that is the same characters whenever it says the same, so that it can be fingerprinted."""

import hashlib
import json
from collections.abc import Mapping


def canonical_json(content: Mapping[str, object]) -> str:
    """Return the content with its keys in order and no spaces; what UTF-8 cannot write becomes a question mark."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode()


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
