"""Donation numbers: is the number one, does what stands after it prove it, what is printed in the box.

Column `number`: 13 characters (blanks between them are allowed); or 13 and the boxed check character; or what a
scanner sends, "=" and 13 characters and two flags.

Answers: `check_character` (the one printed in the box), `number` (the 13 characters), `flags` (the two flags that
carry the check character), `verified` (what proved the number: `check_character`, `flags` or `nothing`; proved by
nothing, it must match the batch), `printed` (in groups, as it is printed).
"""

from carbench.domain.code_errors import NotACode
from carbench.domain.frames import TYPED_DONATION_NUMBER, identify
from carbench.domain.identifiers import check_character, check_flags, grouped, verify_flags
from carbench.domain.isbt128_structures import DonationNumber
from carbench.domain.measure import shown
from carbench.operations.challenges.asked import Answer, Column, Kind, Row


def ask(row: Row) -> Answer:
    """Answer for one number.

    Raises: NotADonationNumber, CheckCharacterWrong, and what else `identify` raises.
    """
    read = identify(row.get("number", ""))
    if read.frame not in (TYPED_DONATION_NUMBER, DonationNumber.name):
        raise NotACode(text=shown(row.get("number", "")))
    parts = dict(read.parts)
    number = parts["donation_number"]
    proved_by_flags = "flags" in parts and verify_flags(number, parts["flags"])
    proved = "flags" if proved_by_flags else "check_character" if "check_character" in parts else "nothing"
    return {
        "check_character": check_character(number),
        "number": number,
        "flags": check_flags(number),
        "verified": proved,
        "printed": grouped(number),
    }


KIND = Kind(
    name="donation-numbers",
    columns=(Column(name="number"),),
    answers=("check_character", "number", "flags", "verified", "printed"),
    ask=ask,
)
