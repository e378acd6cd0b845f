"""What holds for every operation: who may, what it leaves, what it refuses, and that asking twice is harmless."""

import importlib
import json
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from inspect import isfunction

import pytest

from carbench import operations
from carbench.domain.act import BatchAct
from carbench.domain.errors import (
    BatchUnknown,
    BenchError,
    DutyRefused,
    NotSignedIn,
    NotYours,
    PersonUnknown,
    ReasonMissing,
    SamePerson,
    SignerDiffers,
    TimeBeforeReceipt,
    TimeInFuture,
)
from carbench.domain.people import Meaning
from carbench.domain.roles import Role
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command
from carbench.operations.sign_in import sign_out
from carbench.store.codec import to_body
from carbench.store.verify import verify
from tests.operations.asked import Asked, fields_of
from tests.operations.asked_decisions import DECIDED, SIGNED
from tests.operations.asked_facts import AT_BATCH, AT_SITE, FACTS
from tests.operations.record import refused
from tests.people import Played

At = Callable[[str], Played]
ASKED = (*FACTS, *AT_SITE, *SIGNED, *DECIDED)
BY_TWO = {"approve_product_revision", "approve_repeat", "certify_provisional", "change_pinned_revision"}
"""Signed by two or over a document; they have tests of their own."""

PEOPLE = {
    Role.OPERATOR: "olivia",
    Role.QC_ANALYST: "chloe",
    Role.QA_REVIEWER: "rosa",
    Role.QP: "quentin",
    Role.ADMINISTRATOR: "adam",
}
TOLD = tuple(row for row in FACTS if "told" in row.takes)
BESIDE_A_REASON = {"reprint_label", "defer_check"}
"""Always reasoned; a late one has its reason already."""


def each(rows: tuple[Asked, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.name)


def said(value: object) -> set[str]:
    """Give every text and number that stands in an act."""
    if isinstance(value, dict):
        return {text for inner in value.values() for text in said(inner)}
    if isinstance(value, list):
        return {text for inner in value for text in said(inner)}
    return {str(value)}


def test_every_operation_is_asked_for_here() -> None:
    found = set()
    for module in pkgutil.iter_modules(operations.__path__):
        named = getattr(importlib.import_module(f"carbench.operations.{module.name}"), module.name, None)
        if isfunction(named) and hasattr(named, "__wrapped__"):
            found.add(module.name)
    assert found - BY_TWO == {row.name for row in ASKED}


@each(ASKED)
def test_what_was_typed_stands_under_the_role_of_whoever_typed_it(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    before = day.bench.store.head.seq
    changes = row.ask(day)
    recorded = changes.acts[0]
    assert isinstance(recorded.act, row.act)
    assert recorded.seq == before + 1
    assert recorded.recorded_by == row.who
    assert Role(recorded.role) in row.may & day.bench.signed_in.roles
    assert recorded.recorded_at == day.bench.now()
    body = said(json.loads(json.dumps(to_body(recorded.act)))) | {recorded.reason}
    for name, field in row.fields.items():
        assert field.good in body or "-" in field.good, name
    if isinstance(recorded.act, BatchAct):
        assert recorded.act.performed_by == (row.who,)
    assert verify(day.bench.store).holds


@each(ASKED)
def test_whoever_has_none_of_its_roles_is_refused_and_told_which_it_takes(at: At, row: Asked) -> None:
    day = at(row.at)
    for role, name in PEOPLE.items():
        if role in row.may:
            continue
        day.as_(name)
        with refused(day.bench, BenchError) as caught:
            row.ask(day, name)
        assert isinstance(caught.value, DutyRefused | NotYours), f"{name}: {caught.value}"
        assert caught.value.roles == " ".join(each.value for each in Role if each in row.may)


@pytest.mark.parametrize(
    ("row", "role"),
    [(row, role) for row in ASKED for role in sorted(row.may, key=str)],
    ids=lambda value: value.name if isinstance(value, Asked) else value.value,
)
def test_each_of_its_roles_may_do_it(at: At, row: Asked, role: Role) -> None:
    day, name = at(row.at), PEOPLE[role]
    if row.name == "confirm_performed":
        name = "anselm"
    if row.name == "countersign_check" and role is Role.OPERATOR:
        name = "olivia"
    day.as_(name)
    recorded = row.ask(day, name).acts[0]
    assert recorded.recorded_by == name
    assert recorded.role == role.value or name == "anselm"


@each(ASKED)
def test_nobody_signed_in_is_nobody(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_("olivia")
    sign_out(day.bench)
    with refused(day.bench, NotSignedIn):
        row.ask(day)


@each(tuple(row for row in ASKED if "batch_id" in row.takes))
def test_a_batch_that_is_not_here_is_refused(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    with refused(day.bench, BatchUnknown):
        row.ask(day, batch="B-9999")


@pytest.mark.parametrize(
    ("row", "name"), list(fields_of(ASKED)), ids=lambda value: value.name if isinstance(value, Asked) else value
)
def test_a_field_that_holds_something_else_is_refused(at: At, row: Asked, name: str) -> None:
    day = at(row.at)
    day.as_(row.who)
    for text, kind in row.fields[name].wrong:
        with refused(day.bench, kind) as caught:
            row.ask(day, **{name: text})
        shown = " ".join(str(value) for value in vars(caught.value).values())
        assert shown.isprintable(), f"{text!r} is shown as it was typed"


@each(ASKED)
def test_asking_twice_with_one_command_stands_once(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    request, command = row.again(day), Command()
    first = request(command)
    head = day.bench.store.head
    assert request(command) == first
    day.as_("adam")
    signed_in = day.bench.store.head
    assert request(command) == first, "also by somebody who might not ask for it"
    assert day.bench.store.head == signed_in
    assert head.seq == first.acts[-1].seq


@each(tuple(row for row in ASKED if "by" in row.takes))
def test_nobody_signs_for_whoever_is_signed_in(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    for other in ("chloe", "rosa", "quentin"):
        if other == row.who:
            continue
        with refused(day.bench, SignerDiffers):
            row.ask(day, by=other)


@each(tuple(row for row in ASKED if "by" in row.takes))
def test_what_is_signed_carries_the_full_name_and_a_meaning(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    act = row.ask(day).acts[0].act
    signature = act.signature  # type: ignore[attr-defined]
    assert (signature.signer, signature.full_name) == (row.who, day.bench.signed_in.full_name)
    assert isinstance(signature.meaning, Meaning)
    assert signature.role in row.may
    assert signature.deputy_of == ""


@each(tuple(row for row in ASKED if "second" in row.takes and row.name != "record_result"))
def test_the_second_person_is_somebody_else_who_touches_batches(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    with refused(day.bench, SamePerson):
        row.ask(day, second=row.who)
    with refused(day.bench, DutyRefused) as caught:
        row.ask(day, second="adam")
    assert caught.value.duty == "witness"
    if row.name not in BESIDE_A_REASON:
        with refused(day.bench, SamePerson):
            row.ask(day, second="anselm", told=Circumstances(performed_by=("anselm",)))
        with refused(day.bench, SamePerson):
            row.ask(day, second=row.who, told=Circumstances(performed_by=("anselm",)))
    act = row.ask(day, second="rosa").acts[0].act
    assert act.witness.signer == "rosa"  # type: ignore[attr-defined]


@each(tuple(row for row in TOLD if row.name not in BESIDE_A_REASON))
def test_what_is_typed_late_carries_a_reason(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    when = day.bench.now().plain()
    day.clock.advance(timedelta(minutes=61))
    late = Circumstances(happened_at=when)
    with refused(day.bench, ReasonMissing):
        row.ask(day, told=late)
    recorded = row.ask(day, told=Circumstances(happened_at=when, reason="hands were sterile")).acts[0]
    assert recorded.reason == "hands were sterile"
    assert recorded.act.happened_at.plain() == when  # type: ignore[attr-defined]


@each(tuple(row for row in TOLD if row.name not in BESIDE_A_REASON))
def test_what_is_still_to_come_is_refused(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    later = day.bench.now().after(timedelta(minutes=1)).plain()
    with refused(day.bench, TimeInFuture):
        row.ask(day, told=Circumstances(happened_at=later))


@each(tuple(row for row in AT_BATCH if row.name not in BESIDE_A_REASON | {"receive_material", "measure_weight"}))
def test_what_lies_before_the_receipt_is_refused(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    with refused(day.bench, TimeBeforeReceipt):
        row.ask(day, told=Circumstances(happened_at="2026-03-10 08:59", reason="typed late"))


@each(tuple(row for row in TOLD if row.name not in BESIDE_A_REASON))
def test_whoever_performed_it_works_here_and_may(at: At, row: Asked) -> None:
    day = at(row.at)
    day.as_(row.who)
    with refused(day.bench, PersonUnknown):
        row.ask(day, told=Circumstances(performed_by=("nobody",)))
    with refused(day.bench, DutyRefused):
        row.ask(day, told=Circumstances(performed_by=("adam",)))
