"""What a challenge came to, line by line, for a person and for another program."""

import json
from collections.abc import Iterable, Iterator

from carbench.domain.errors import BenchError
from carbench.domain.frames import identify
from carbench.operations.challenges.agree import REFUSED
from carbench.operations.challenges.asked import Kind
from carbench.operations.challenges.put import Answered, Counts
from carbench.texts import Texts

FORMAT = "carbench-challenge/1"
IDENTIFIED = "carbench-identify/1"
NO_BREAK = "\u00a0"
"""The one blank of a sentence that Python does not call printable."""


def in_lines(answers: Iterable[Answered], *, counts: Counts, texts: Texts) -> Iterator[str]:
    """Say each row on one line and, at the end, what they came to."""
    for answered in answers:
        counts.add(answered)
        yield one_line(_line(answered, texts))
    yield texts.say("challenge.summary", count=counts.asked, expected=counts.expected, differing=counts.differing)


def one_line(text: str) -> str:
    """Name the characters that would break a line or steer a terminal; a cell can hold anything."""
    if text.replace(NO_BREAK, "").isprintable():
        return text
    return "".join(c if c == NO_BREAK or c.isprintable() else f"[U+{ord(c):04X}]" for c in text)


def _line(answered: Answered, texts: Texts) -> str:
    key = "challenge.named_row" if answered.id else "challenge.row"
    said = texts.say(key, line=answered.line, id=answered.id, answers=_answers(answered, texts))
    if not answered.differs:
        return said
    differences = "; ".join(_difference(answered, name, texts) for name in answered.differs)
    return said + texts.say("challenge.differs", differences=differences)


def _answers(answered: Answered, texts: Texts) -> str:
    if answered.refused is not None:
        return f"{REFUSED} {answered.refused.kind}: {texts.say(answered.refused)}"
    return "  ".join(f"{name}={text}" for name, text in (answered.answer or {}).items() if text)


def _difference(answered: Answered, name: str, texts: Texts) -> str:
    value = REFUSED if answered.answer is None else answered.answer.get(name, "") or "–"
    return texts.say("challenge.difference", name=name, value=value, expected=answered.expected[name])


def in_json(kind: Kind, answers: Iterable[Answered], *, counts: Counts, texts: Texts) -> Iterator[str]:
    """Give one JSON object, row by row as they are answered, in ASCII."""
    yield f'{{"format": {json.dumps(FORMAT)}, "kind": {json.dumps(kind.name)}, "rows": ['
    between = ""
    for answered in answers:
        counts.add(answered)
        yield between + json.dumps(_row(answered, texts))
        between = ","
    yield f'], "asked": {counts.asked}, "expected": {counts.expected}, "differing": {counts.differing}}}'


def _row(answered: Answered, texts: Texts) -> dict[str, object]:
    return {
        "line": answered.line,
        "id": answered.id,
        "answer": None if answered.answer is None else dict(answered.answer),
        "refused": None if answered.refused is None else refusal(answered.refused, texts),
        "expected": dict(answered.expected),
        "differs": list(answered.differs),
    }


def refusal(refused: BenchError, texts: Texts) -> dict[str, str]:
    """Give a refusal as other programs read it: its kind, and the sentence a person reads."""
    return {"kind": refused.kind, "sentence": texts.say(refused)}


def identified_in_json(code: str, texts: Texts) -> dict[str, object]:
    """Give one code as it was identified, or why it was not."""
    found: dict[str, object] = {"format": IDENTIFIED, "code": code, "frame": None, "parts": None, "refused": None}
    try:
        read = identify(code)
    except BenchError as refused:
        return found | {"refused": refusal(refused, texts)}
    return found | {"frame": read.frame, "parts": [{"name": name, "value": value} for name, value in read.parts]}
