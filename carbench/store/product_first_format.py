"""Product files of the first format, as stores of version 0.1 keep them, read as this version says the same.

A batch is judged by the file it is pinned to, so that file is read for as long as the batch is kept. What the first
format could not say (labels, deadlines, worked cases) stays unsaid: such a file opens no new batch.
"""

from typing import Any

Keys = dict[str, Any]

MICROBIOLOGY = {"endotoxin", "sterility_final", "mycoplasma_final"}
"""What version 0.1 showed in that box, by id."""

STEP = {"second_person": False, "records": [], "after": [], "needed_for": "provisional"}

UNSAID = {"deferred_check_hours": 24, "written_confirmation_hours": 72, "alert_minutes": 60, "final_days": 60}
"""Deadlines of acts that version 0.1 did not record; example values."""


def of_first_format(table: Keys) -> bool:
    """Say whether a file is of the first format: it named the one test its dose is made from."""
    dose = table.get("dose")
    return isinstance(dose, dict) and "fraction_test" in dose


def brought_up(table: Keys) -> Keys:
    """Give the table as the present format says it; the limits are the same texts."""
    dose, tests = table["dose"], [dict(test) for test in table["tests"]]
    named = {_unit_id(test["unit"]): _unit(test) for test in tests if "unit" in test}
    return table | {
        "final_statement": table["statement"],
        "non_conforming_statement": table["statement"],
        "steps": [step | STEP for step in table["steps"]],
        "tests": [_test(test, dose["fraction_test"]) for test in tests],
        "units": list(named.values()),
        "dose": {
            "formula": f"bag.concentration * bag.volume * {dose['fraction_test']} / 100",
            "whole": "viable cells",
            "cells": "viable CAR+ cells",
            "weight_oldest_days": 30,
            "source": dose["source"],
        },
        "shelf_life": table["shelf_life"] | {"starts": "fill"},
        "deadlines": UNSAID | {"source": "example value"},
        "hold_times": [],
        "lots": [],
        "labels": [],
        "cases": [],
        "paper_record": False,
        "exceptional_supply": False,
    }


def _unit_id(unit: Keys) -> str:
    letters = "".join(
        c if c.isalnum() and c.isascii() else "_" for c in f"{unit['name']}_{unit.get('denominator', '')}"
    )
    return f"u{letters}".lower()


def _unit(test: Keys) -> Keys:
    return {"id": _unit_id(test["unit"]), "title": test["unit_title"], **test["unit"]}


def _test(test: Keys, fraction_test: str) -> Keys:
    number = "unit" in test
    said = {key: value for key, value in test.items() if key != "unit_title"}
    if number:
        said["unit"] = _unit_id(test["unit"])
    if test["id"] == fraction_test:
        said["counts"] = "viable CAR+ cells"
    return said | {
        "kind": "number" if number else "outcomes",
        "group": "microbiology" if test["id"] in MICROBIOLOGY else "cells",
        "severity": "never",
        "laboratory": "own",
    }
