"""Single European Codes, both ways: a code gives its parts, or its parts give the code.

A row reads when `code` is filled, and writes when the parts are; never both.

Columns: `code` (40 characters; or as printed, "SEC" before them and a blank between the halves; or in the frame of a
scanner, "&,4" before them; or the 21 characters of a donation sequence alone); `country`, `establishment`, `donation`,
`coding_system` (E, A or B), `product`, `split`, `expiry` (2026-01-31, or 00000000 for none). The first three alone
write a donation sequence.

Answers: `code` (40 characters, or 21), `printed` (as on paper), and each part under the name of its column; what a
donation sequence does not have is empty.
"""

from carbench.domain import sec
from carbench.domain.code_errors import CodeOrParts, NotACode
from carbench.domain.frames import DONATION_SEQUENCE, PRINTED_SEC, identify
from carbench.domain.measure import shown
from carbench.operations.challenges.asked import Answer, Column, Kind, Row

COLUMNS = ("country", "establishment", "donation", "coding_system", "product", "split", "expiry")


def ask(row: Row) -> Answer:
    """Answer for one code.

    Raises: CodeOrParts, CodeCannotCarry, NotADay, and what `identify` raises.
    """
    given = {name: row.get(name, "") for name in COLUMNS if row.get(name, "")}
    if bool(row.get("code", "")) == bool(given):
        raise CodeOrParts
    code = _code_of(row) if given else row.get("code", "")
    read = identify(code)
    parts = dict(read.parts)
    if read.frame == DONATION_SEQUENCE:
        alone = sec.DonationSequence(**parts)
        return dict.fromkeys(COLUMNS, "") | parts | {"code": alone.code(), "printed": f"SEC {alone.code()}"}
    if read.frame not in (sec.NAME, PRINTED_SEC):
        raise NotACode(text=shown(row.get("code", ""), sec.SHOWN_AT_MOST))
    whole = sec.sec_of(parts)
    answers = {"code": whole.code(), "printed": whole.printed(), "expiry": parts.pop("sec_expiry")}
    return parts | answers


def _code_of(row: Row) -> str:
    """Write what a row says; the donation's half alone where nothing of the product's half is given."""
    parts = {name: row.get(name, "") for name in COLUMNS[:-1]} | {"sec_expiry": row.get("expiry", "")}
    if any(parts[name] for name in sec.PARTS if name not in sec.DONATION_PARTS):
        return sec.sec_of(parts).code()
    return sec.DonationSequence(**{name: parts[name] for name in sec.DONATION_PARTS}).code()


KIND = Kind(
    name="sec",
    columns=tuple(Column(name=name, needed=False) for name in ("code", *COLUMNS)),
    answers=("code", "printed", *COLUMNS),
    ask=ask,
)
