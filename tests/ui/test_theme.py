import tomllib

import pytest

from carbench.paths import RESOURCES
from carbench.ui.theme import THEMES, theme_named


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_text_is_readable_on_every_ground(name: str, ground: str) -> None:
    colours = theme_named(name).colours
    assert contrast(colours["ink"], colours[ground]) >= 7
    for status in ("muted", "good", "warn", "bad"):
        assert contrast(colours[status], colours[ground]) >= 4.5, status


@pytest.mark.parametrize("name", THEMES)
def test_messages_and_buttons_are_readable(name: str) -> None:
    colours = theme_named(name).colours
    for text, ground in (
        ("good", "good_ground"),
        ("warn", "warn_ground"),
        ("bad", "bad_ground"),
        ("on_accent", "accent"),
        ("on_rail", "rail"),
        ("on_rail", "rail_chosen"),
        ("surface", "warn"),
        ("line", "surface"),
    ):
        assert contrast(colours[text], colours[ground]) >= (2.5 if text == "line" else 4.5), (text, ground)


def test_a_contrast_that_is_too_low_would_be_found() -> None:
    assert contrast("#777777", "#888888") < 4.5


def test_both_themes_name_the_same_colours() -> None:
    light, dark = (tomllib.loads((RESOURCES / "styles" / f"{name}.toml").read_text("utf-8")) for name in THEMES)
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_targets_grow_with_the_text_and_are_never_smaller_than_a_gloved_finger(scale: int) -> None:
    assert theme_named("light", scale).target_px == 48 * scale // 100
