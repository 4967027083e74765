"""What must be the same for a record to be used again."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from iusml.codes.suggester import FILES as MATCHER_FILES
from iusml.errors import InputError
from iusml.files import sha256_of
from iusml.inputs import Input, at_hand
from iusml.models import FILES, OPTIONAL_FILES
from iusml.settings import Settings


def made_by(settings: Settings) -> str:
    """A digest of everything that can change a record: program version, models, settings."""
    parts = [version("iusml"), f"ocr={settings.ocr}", f"rules={settings.rules_only}"]
    parts.append(f"precision={settings.auto_accept_precision}")
    if not settings.rules_only:
        parts += [f"device={settings.device}", f"triage={settings.triage}"]
        parts.extend(digest(settings.model / name) for name in (*FILES, *OPTIONAL_FILES))
    if settings.suggest_codes:
        parts.extend(digest(settings.matcher / name) for name in MATCHER_FILES)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def content(entry: Input) -> str:
    """The SHA-256 of an input, or an empty text where it cannot be read."""
    try:
        with at_hand(entry) as near:
            return digest(near.path)
    except InputError:
        return ""


def digest(path: Path) -> str:
    """The SHA-256 of a file, or an empty text where it cannot be read."""
    try:
        return sha256_of(path)
    except OSError:
        return ""
