"""How deviations, holds, lots and counts of labels are said."""

from carbench.domain.acts import DeviationRaised, HoldPlaced, LabelsReconciled, LotUsed
from carbench.domain.batch import Batch
from carbench.domain.lots import lot_accepted
from carbench.domain.product import Product
from carbench.domain.watch import Deviation
from carbench.domain.words import Words

AUTOMATIC = {
    *("lot_not_released", "hold_time_over", "in_process_out", "action_limit", "sample_too_old", "labels_differ"),
    *("out_of_order", "bag_lost", "bag_leaked", "infused_expired", "infused_unreleased", "check_put_off"),
}
"""Deviations the program opens by itself; what they say is a name, and the texts say it."""

HELD_BY_ITSELF = {"returned", "excursion", "no_go"}
PARTS = ("applied", "retained", "held", "spoiled", "destroyed")


def count_in_words(act: LabelsReconciled, words: Words) -> str:
    """Say a count of labels: "3 printed: 1 on bags, 1 retained, 1 spoiled"."""
    there = [(name, getattr(act, name)) for name in PARTS if getattr(act, name)]
    parts = ", ".join(words.say(f"labels.part.{name}", number=number) for name, number in there)
    return words.say("labels.counted", printed=act.printed, parts=parts or "–")


def deviation_in_words(batch: Batch, deviation: Deviation, words: Words) -> str:
    """Say a deviation: its number, how grave it is, what it is and what was said of it since."""
    raised = deviation.raised
    grave = words.say("deviation.critical" if deviation.critical else "deviation.not_critical")
    description = _description(batch.product, raised, words)
    number, at = raised.deviation_id, raised.happened_at.plain()
    said = [words.say("deviation.line", number=number, grave=grave, at=at, text=description)]
    if deviation.assessed is not None:
        name = deviation.assessed.signature.full_name
        said.append(words.say("deviation.assessed", name=name, text=deviation.assessed.assessment))
    if deviation.closed is not None:
        name = deviation.closed.signature.full_name
        said.append(words.say("deviation.closed", name=name, text=deviation.closed.conclusion))
    return ". ".join(part.rstrip(".") for part in said) + "."


def _description(product: Product, raised: DeviationRaised, words: Words) -> str:
    about = about_in_words(product, raised.about, words)
    if raised.description in AUTOMATIC:
        return words.say(f"deviation.{raised.description}", about=about)
    return f"{raised.description} ({about})" if about else raised.description


def about_in_words(product: Product, about: str, words: Words) -> str:
    """Say what a deviation is about: a test, a lot, a hold time, labels, or as it was typed."""
    kind, _, name = about.rpartition(":")
    titles = {test.id: test.title for test in product.tests} if kind in ("", "action") else {}
    titles |= {rule.id: rule.title for rule in product.hold_times} if kind == "hold_time" else {}
    if name in titles:
        return words.wording(titles[name])
    if kind == "labels":
        return words.say(f"label_kind.{name}")
    return name if kind in ("lot", "sample", "bag", "entry", "check") else about


def hold_in_words(hold: HoldPlaced, words: Words) -> str:
    """Say a hold: its number, why, and which bags where it is not the whole batch."""
    cause = words.say(f"hold.{hold.cause}") if hold.cause in HELD_BY_ITSELF else hold.cause
    bags = f" ({', '.join(hold.bags)})" if hold.bags else ""
    return f"{hold.hold_id}{bags}: {cause}"


def lot_in_words(product: Product, lot: LotUsed, words: Words) -> str:
    """Say a lot: its material, number, how it stood when it was used, and its expiry."""
    titles = {rule.id: words.wording(rule.title) for rule in product.lots}
    state = words.say("lot.usable" if lot_accepted(lot, product) else "lot.not_usable")
    expires = lot.expires.plain() if lot.expires else "–"
    material = titles.get(lot.material, lot.material)
    return words.say("lot.line", material=material, lot=lot.lot, state=state, expires=expires)
