"""Every act a person can do is an act of a case, under the name the design gives it."""

import inspect
import pkgutil
from importlib import import_module

import pytest

from carbench import operations
from carbench.domain.duties import DUTIES
from carbench.operations.bench import Changes
from carbench.operations.rehearsal.acts import BINDINGS
from carbench.operations.rehearsal.binding import Around, takes
from carbench.operations.rehearsal.case import WhoPart
from carbench.operations.rehearsal.nominal import load_defaults
from carbench.operations.rehearsal.shape import parts
from carbench.operations.rehearsal.special import SPECIAL

NOT_PLAYED = {
    "set_up_workstation": "the case's own site",
    "sign_in": "whoever acts is signed in",
    "sign_out": "whoever acts is signed in",
    "raise_incident": "a failure of the program is no act of a person",
}
NOT_BUILT = {"unlock_person"}
"""Duties without an operation."""


def test_every_duty_has_an_act_of_its_name() -> None:
    assert set(DUTIES) - set(BINDINGS) <= NOT_BUILT


def test_every_operation_can_be_played() -> None:
    bound = {inspect.unwrap(binding.operation).__name__ for binding in BINDINGS.values()}
    modules = [found.name for found in pkgutil.iter_modules(operations.__path__) if not found.ispkg]
    named = {name: getattr(import_module(f"carbench.operations.{name}"), name, None) for name in modules}
    functions = {name: function for name, function in named.items() if inspect.isfunction(function)}
    found = {name for name, it in functions.items() if inspect.signature(it).return_annotation is Changes}
    assert found - bound <= set(NOT_PLAYED)
    assert bound <= found


@pytest.mark.parametrize("name", sorted(BINDINGS))
def test_no_field_of_an_act_hides_what_every_act_can_say(name: str) -> None:
    assert not takes(BINDINGS[name].operation).keys.keys() & parts(Around).keys()
    assert BINDINGS[name].by in parts(WhoPart)
    assert name not in SPECIAL


def test_defaults_are_fields_of_their_acts() -> None:
    defaults = load_defaults()
    assert set(defaults.who) == set(parts(WhoPart))
    for name, fields in defaults.acts.items():
        assert set(fields) <= set(takes(BINDINGS[name].operation).keys), name
    for line in defaults.nominal:
        assert line["act"] in BINDINGS
