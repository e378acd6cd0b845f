"""Several structures of ISBT 128 in one code: "=+", how many there are, 000, then each of them.

000 says that their order means nothing. Messages of a fixed order stand in a table of
ICCBBA, which is not in this program; they are refused.
Source: release.md sections 10 and 12; ISBT 128 ST-001 v6.2.2 section 2.4.23.
"""

import re
from dataclasses import dataclass

from carbench.domain.code_errors import CodeBroken, CodeCannotCarry, LicenceMissing, NotACode, PartsDoNotFit
from carbench.domain.isbt128 import SHOWN_AT_MOST, STRUCTURES, Licence, read_first, structure_of
from carbench.domain.isbt128_structures import Parts, Structure
from carbench.domain.measure import shown

NAME = "compound_message"
IDENTIFIER = "=+"
HEAD = re.compile(r"=\+(?P<count>[0-9]{2})(?P<order>[0-9]{3})")
AT_MOST = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Structures in the order in which they stand; at least one, none twice."""

    structures: tuple[Structure, ...]

    def __post_init__(self) -> None:
        names = [structure.name for structure in self.structures]
        twice = [name for name in names if names.count(name) > 1]
        if twice or not 1 <= len(names) <= AT_MOST:
            raise CodeCannotCarry(code=IDENTIFIER, text=twice[0] if twice else str(len(names)))

    def parts(self) -> Parts:
        """Give the parts of every structure, in the order in which they stand."""
        return tuple(part for structure in self.structures for part in structure.parts())


def read_message(code: str) -> Message:
    """Read a message: as many structures as it says, all known, none twice, in an order that means nothing.

    Raises: NotACode, CodeBroken, CheckCharacterWrong.
    """
    head = HEAD.match(code)
    if head is None:
        raise NotACode(text=shown(code, SHOWN_AT_MOST))
    if head["order"] != "000":
        raise CodeBroken(code=shown(code, SHOWN_AT_MOST), part=head["order"])
    structures, rest = [], code[head.end() :]
    while rest:
        structure, rest = read_first(rest, code=code)
        structures.append(structure)
    if len(structures) != int(head["count"]):
        raise CodeBroken(code=shown(code, SHOWN_AT_MOST), part=head["count"])
    try:
        return Message(structures=tuple(structures))
    except CodeCannotCarry as wrong:
        raise CodeBroken(code=shown(code, SHOWN_AT_MOST), part=wrong.text) from wrong


def write_message(message: Message, licence: Licence) -> str:
    """Write a message, for a site with a licence. Reading it gives the message again."""
    if not isinstance(licence, Licence):
        raise LicenceMissing
    return _text(message)


def rewritten(code: str) -> str:
    """Give a message that was read as the program would write it, to compare. Raises: as `read_message`."""
    return _text(read_message(code))


def message_of(parts: Parts) -> Message:
    """Make a message of the parts of its structures: each structure begins with the first part of its own.

    Raises: PartsDoNotFit, and what the structures raise.
    """
    begins = {kind.part_names[0]: kind for kind in STRUCTURES}
    structures, rest = [], parts
    while rest:
        kind = begins.get(rest[0][0])
        if kind is None:
            raise PartsDoNotFit(structure=NAME, text=shown(rest[0][0]))
        own, rest = rest[: len(kind.part_names)], rest[len(kind.part_names) :]
        structures.append(structure_of(kind.name, dict(own)))
    return Message(structures=tuple(structures))


def _text(message: Message) -> str:
    held = "".join(structure.identifier + structure.content() for structure in message.structures)
    return f"{IDENTIFIER}{len(message.structures):02d}000{held}"
