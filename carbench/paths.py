"""Where the program's own files stand, in a checkout and when installed.

A wheel carries forms/ and resources/ inside the package; a checkout has them
beside it.
"""

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent


def own_folder(name: str) -> Path:
    """Find forms/ or resources/."""
    shipped = PACKAGE / f"_{name}"
    return shipped if shipped.is_dir() else PACKAGE.parent / name


FORMS = own_folder("forms")
RESOURCES = own_folder("resources")


def default_store() -> Path:
    """Give the folder of this account's own store; one shared by several accounts is named with --store."""
    return Path(platformdirs.user_data_dir("carbench", appauthor=False))


def own_settings() -> Path:
    """Give the file of the window's own settings: theme, text size, place. Nothing of the record is in it."""
    return Path(platformdirs.user_config_dir("carbench", appauthor=False)) / "window.ini"
