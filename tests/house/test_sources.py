"""The check of sources finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import sources
from tests.house.tree import write_tree

PRODUCT = """
source = "a paper, Table 2"
[shelf_life]
hours = 48
source = "stability study"
[dose]
source = "protocol"
[[tests]]
id = "viability"
source = "the paper's table"
[[tests.bounds]]
kind = "at_least"
value = "70"
source = "row 3"
[tests.interim]
least_hours = 48
source = "protocol of the test"
[[hold_times]]
at_most_minutes = 60
source = "transport study"
[deadlines]
alert_minutes = 60
source = "agreement with the ward"
"""
NAMES = ["a paper, Table 2", "stability study", "protocol", "the paper's table", "row 3", "protocol of the test"]
NAMES += ["transport study", "agreement with the ward"]


def test_a_product_that_names_its_sources_is_sound(tmp_path: Path) -> None:
    files = {"resources/products/a.toml": PRODUCT, "resources/styles/a.toml": "# of the display\npitch = 48\n"}
    assert sources.defects(write_tree(tmp_path, files)) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("left", ['source = ""', 'source = " "', ""])
def test_a_limit_without_its_source_is_found(tmp_path: Path, name: str, left: str) -> None:
    write_tree(tmp_path, {"resources/products/a.toml": PRODUCT.replace(f'source = "{name}"', left)})
    (defect,) = sources.defects(tmp_path)
    assert defect.endswith("names no source")


def test_an_alert_limit_without_its_source_is_found(tmp_path: Path) -> None:
    alert = '[alert]\nkind = "below"\nvalue = "5"\n'
    write_tree(tmp_path, {"resources/products/a.toml": PRODUCT + alert})
    assert sources.defects(tmp_path) == ["resources/products/a.toml: alert names no source"]


@pytest.mark.parametrize("name", ["resources/site.toml", "resources/styles/dark.toml", "resources/labels/bag.toml"])
def test_numbers_that_nobody_explains_are_found(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path, {name: '[size]\nink = "#1a2b3c"\ntarget = 48\n'})
    assert sources.defects(tmp_path) == [f"{name}: numbers that nobody explains"]
