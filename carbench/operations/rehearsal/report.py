"""A rehearsal as text: every act, every verdict with its reason, both decisions, all reasons why not."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from carbench.domain.bounds import decimal_of
from carbench.domain.limit_words import LIMIT_FIGURES
from carbench.operations.rehearsal.plain import plain_case
from carbench.operations.rehearsal.said import Played
from carbench.texts import Texts

WIDEST = 36
"""Characters of a column before it takes the room it needs."""


def report(played: Played, texts: Texts) -> str:
    """Say how one case went."""
    return "\n".join(_lines(plain_case(played, texts), texts))


def _lines(case: dict[str, Any], texts: Texts) -> Iterator[str]:
    say = texts.say
    yield f"== {case['title']} ({case['file']})"
    if case["about"]:
        yield case["about"]
    if case["product"]:
        yield say("rehearse.product", id=case["product"]["id"], revision=case["product"]["revision"])
    yield say("rehearse.acts")
    yield from _columns([_act(act) for act in case["acts"]], [_told(act, texts) for act in case["acts"]])
    if case["lines"]:
        yield say("rehearse.lines")
        yield from _columns([_line(line) for line in case["lines"]], [_because(line) for line in case["lines"]])
    for certificate in ("provisional", "final"):
        yield from _decision(certificate, case[certificate], texts)
    yield from _batch(case["batch"], texts)
    yield say("rehearse.as_expected") if case["as_expected"] else say("rehearse.not_as_expected")
    for found in case["mismatches"]:
        yield "  " + say("rehearse.mismatch", **found)
    for name in case["documents"]:
        yield say("rehearse.document", name=name)


def _columns(rows: list[tuple[str, ...]], tails: list[list[str]]) -> Iterator[str]:
    """Align columns; what follows a row stands behind it, the rest below it."""
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row, tail in zip(rows, tails, strict=True):
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        first, *rest = tail or [""]
        yield f"  {cells}  {first}".rstrip()
        yield from (f"      {line}" for line in rest)


def _act(act: dict[str, Any]) -> tuple[str, ...]:
    return act["number"], act["at"], act["by"], f"{act['act']} {act['about']}".strip()


def _told(act: dict[str, Any], texts: Texts) -> list[str]:
    if act["answer"]:
        return [act["answer"]["word"], *_reasons(act["answer"]["reasons"])]
    if act["refused"]:
        said = texts.say("rehearse.refused", kind=act["refused"]["kind"], sentence=act["refused"]["sentence"])
        return [said, *_reasons(act["refused"]["reasons"])]
    brought = [f"{one['kind']} {one['number']}".strip() for one in act["brought"]]
    return ["", *(texts.say("rehearse.brought", what=what) for what in brought)]


def _line(line: dict[str, Any]) -> tuple[str, ...]:
    value = line["result"] or short(line["computed"])
    seen = f"P {line['provisional_verdict']}" if "provisional" in line["needed_for"] else ""
    return line["test"], f"{value} {line['unit']}".strip() if value else "–", f"F {line['final_verdict']}", seen


def short(number: str | None) -> str:
    """Shorten a number with more figures than anybody reads; it is compared with all of them."""
    if number is None:
        return ""
    exact = Decimal(number)
    shown = decimal_of(Fraction(exact), LIMIT_FIGURES)
    return f"{shown:f}" if shown == exact else f"{shown:f}…"


def _because(line: dict[str, Any]) -> list[str]:
    return [line["final_because"], *([line["provisional_because"]] if _interim(line) else [])]


def _interim(line: dict[str, Any]) -> bool:
    """Say whether the two certificates see the line in different ways."""
    return bool(line["provisional_cause"] != line["final_cause"])


def _decision(certificate: str, answer: dict[str, Any] | None, texts: Texts) -> Iterator[str]:
    if answer is None:
        return
    how = "taken" if answer["taken"] else "asked"
    said = texts.say(f"rehearse.{how}", word=answer["word"], number=answer["number"], by=answer["by"])
    standing = texts.say(f"rehearse.standing.{answer['standing']}") if answer["standing"] else ""
    yield texts.say(f"rehearse.{certificate}", said=f"{said} {standing}".strip())
    yield from (f"  {line}" for line in _reasons(answer["reasons"]))


def _reasons(reasons: list[dict[str, str]]) -> list[str]:
    return [f"{why['reason']} {why['about']}".strip() + f" – {why['sentence']}" for why in reasons]


def _batch(batch: dict[str, Any] | None, texts: Texts) -> Iterator[str]:
    if batch is None:
        yield texts.say("rehearse.no_batch")
        return
    yield texts.say("rehearse.batch", batch=batch["batch_id"], stage=texts.say(f"stage.{batch['stage']}"))
    if batch["expiry"]:
        yield texts.say("rehearse.clock", expiry=batch["expiry"], leave_by=batch["must_leave_by"])
    if batch["dose_per_kg"]:
        yield texts.say("rehearse.dose", dose=short(batch["dose_per_kg"]))
    for name in ("bags", "deviations", "alerts"):
        for about, stands in batch[name].items():
            yield "  " + texts.say(f"rehearse.one_of.{name}", about=about, stands=stands)
    for name in ("holds", "register"):
        yield from ("  " + texts.say(f"rehearse.one_of.{name}", about=about) for about in batch[name])
