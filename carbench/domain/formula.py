"""A formula of a product file: numbers, names, + - * / ( ), min and max; evaluated exactly.

    formula = term { (+ | -) term }
    term    = factor { (* | /) factor }
    factor  = number | name | "(" formula ")" | ("min" | "max") "(" formula { "," formula } ")"

A number is digits, with or without a point and digits. A name is a test id, or a dotted fact. There is no
sign before a number, no exponent, nothing that runs. Source of what formulas are for: release.md sections 3 to 5.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from carbench.domain.span import Span, add, divide, greatest, least, multiply, only, subtract

TOKEN = re.compile(
    r"(?P<number>[0-9]+(\.[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*)|(?P<sign>[-+*/(),])|(?P<blank> +)"
)
LONGEST = 500
"""Characters."""

DEEPEST = 20
"""Brackets inside each other."""

CHOICES: Mapping[str, Callable[[list[Span]], Span | None]] = {"min": least, "max": greatest}
SIGNS: Mapping[str, Callable[[list[Span]], Span | None]] = {
    "+": lambda spans: add(*spans),
    "-": lambda spans: subtract(*spans),
    "*": lambda spans: multiply(*spans),
    "/": lambda spans: divide(*spans),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula as its file says it."""

    text: str
    names: frozenset[str]
    """Every line and fact it is made from: test ids, and dotted names such as patient.weight."""


class FormulaBroken(ValueError):
    """The text is no formula; `position` counts characters from 0, `expected` says what may stand there."""

    def __init__(self, *, position: int, expected: str) -> None:
        super().__init__(position, expected)
        self.position = position
        self.expected = expected


class Work(NamedTuple):
    """Take the last `taken` spans and put back what `work` makes of them."""

    work: Callable[[list[Span]], Span | None]
    taken: int


Program = tuple[Fraction | str | Work, ...]
"""A formula in the order in which it is worked out: its numbers and names, each sign after what it joins."""


def parse(text: str) -> Formula:
    """Read a formula and the names it is made from.

    Raises: FormulaBroken.
    """
    return Formula(text=text, names=frozenset(part for part in _program(text) if isinstance(part, str)))


def evaluate(formula: Formula, values: Mapping[str, Span]) -> Span | None:
    """Give every value a formula can have; None where a name has none or a divisor may be zero.

    Units: the caller's; nothing is converted. Raises: FormulaBroken.
    """
    stack: list[Span] = []
    for part in _program(formula.text):
        made = _made(part, stack, values)
        if made is None or made.empty:
            return None
        stack.append(made)
    return stack.pop()


def _made(part: Fraction | str | Work, stack: list[Span], values: Mapping[str, Span]) -> Span | None:
    if isinstance(part, Fraction):
        return only(part)
    if isinstance(part, str):
        return values.get(part)
    spans = stack[-part.taken :]
    del stack[-part.taken :]
    return part.work(spans)


@lru_cache(maxsize=512)
def _program(text: str) -> Program:
    if len(text) > LONGEST:
        raise FormulaBroken(position=LONGEST, expected="end")
    parser = _Parser(tokens=_tokens(text))
    parser.formula(depth=0)
    parser.take("end")
    return tuple(parser.made)


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    tokens, position = list[_Token](), 0
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise FormulaBroken(position=position, expected="number, name or sign")
        kind = found.lastgroup or ""
        if kind != "blank":
            tokens.append(_Token(found[0] if kind == "sign" else kind, found[0], position))
        position = found.end()
    return [*tokens, _Token("end", "", position)]


@dataclass(slots=True, kw_only=True)
class _Parser:
    """Reads tokens from left to right by recursive descent."""

    tokens: list[_Token]
    at: int = 0
    made: list[Fraction | str | Work] = field(default_factory=list)

    def peek(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *kinds: str) -> _Token:
        token = self.peek()
        if token.kind not in kinds:
            raise FormulaBroken(position=token.position, expected=" or ".join(kinds))
        self.at += 1
        return token

    def formula(self, *, depth: int) -> None:
        if depth > DEEPEST:
            raise FormulaBroken(position=self.peek().position, expected="fewer brackets")
        self.term(depth=depth)
        while self.peek().kind in ("+", "-"):
            sign = self.take("+", "-")
            self.term(depth=depth)
            self.made.append(Work(SIGNS[sign.kind], 2))

    def term(self, *, depth: int) -> None:
        self.factor(depth=depth)
        while self.peek().kind in ("*", "/"):
            sign = self.take("*", "/")
            self.factor(depth=depth)
            self.made.append(Work(SIGNS[sign.kind], 2))

    def factor(self, *, depth: int) -> None:
        token = self.take("number", "name", "(")
        if token.kind == "(":
            self.formula(depth=depth + 1)
            self.take(")")
        elif token.text in CHOICES:
            self.choice(CHOICES[token.text], depth=depth + 1)
        else:
            self.made.append(Fraction(token.text) if token.kind == "number" else token.text)

    def choice(self, work: Callable[[list[Span]], Span | None], *, depth: int) -> None:
        self.take("(")
        self.formula(depth=depth)
        count = 1
        while self.take(",", ")").kind == ",":
            self.formula(depth=depth)
            count += 1
        self.made.append(Work(work, count))
