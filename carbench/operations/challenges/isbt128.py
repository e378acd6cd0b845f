"""Codes of ISBT 128, both ways: a code gives its parts, or a structure and its parts give the code.

A row reads when `code` is filled, and writes when `structure` and `parts` are; never both.

Columns: `code` (what a scanner sends, without its own prefix); `structure` (the name below); `parts` (each as
name=value, one after the other with a semicolon; those of a `compound_message` in the order of its structures);
`facility`, `confirmed_by` and `confirmed_on` (2026-01-31): the licence, needed to write and not looked at to read.

Answers: `parts`, `structure`, `code` (as written, or as read), `again` (the code read and written once more).

Structures and their parts: `donation_number` (donation_number, flags), `blood_group` (blood_group as O- or AB+; use
as "autologous only" or "autologous only, biohazard"; phenotype), `product_code` (product_description,
collection_type, division), `expiry` (expiry), `collection` (collected), `production` (produced), `patient_id`
(patient_place, patient_id), `chain_of_identity` (chain_of_identity), `flexible_time` (time_zone as local or UTC;
time_of as expiry, collection or production; time), `single_european_code` (country, establishment, donation,
coding_system, product, split, sec_expiry), `compound_message`. Times are written 2026-01-31 14:05, the expiry of a
European code 2026-01-31 or 00000000.
"""

from carbench.domain import compound, isbt128
from carbench.domain.code_errors import CodeOrParts, PartsDoNotFit
from carbench.domain.frames import identify
from carbench.domain.isbt128_structures import Parts
from carbench.domain.measure import shown
from carbench.operations.challenges.asked import Answer, Column, Kind, Row


def ask(row: Row) -> Answer:
    """Answer for one code.

    Raises: CodeOrParts, LicenceMissing, PartsDoNotFit, CodeCannotCarry, and what `identify` raises.
    """
    writes = bool(row.get("structure", "") or row.get("parts", ""))
    if bool(row.get("code", "")) == writes:
        raise CodeOrParts
    code = _written(row) if writes else row.get("code", "")
    read = identify(code)
    rewritten = compound.rewritten if read.frame == compound.NAME else isbt128.rewritten
    again = rewritten(code)
    return {
        "parts": "; ".join(f"{name}={value}" for name, value in read.parts),
        "structure": read.frame,
        "code": code,
        "again": again,
    }


def _written(row: Row) -> str:
    """Write what a row says, under the licence it names."""
    licence = isbt128.confirm_licence(
        facility=row.get("facility", ""),
        confirmed_by=row.get("confirmed_by", ""),
        confirmed_on=row.get("confirmed_on", ""),
    )
    parts = _parts(row)
    if row.get("structure", "") == compound.NAME:
        return compound.write_message(compound.message_of(parts), licence)
    if len(dict(parts)) != len(parts):
        raise PartsDoNotFit(structure=row.get("structure", ""), text=shown(row.get("parts", "")))
    return isbt128.write(isbt128.structure_of(row.get("structure", ""), dict(parts)), licence)


def _parts(row: Row) -> Parts:
    """Take the parts of a row asunder, blanks around them removed."""
    found = [part.partition("=") for part in row.get("parts", "").split(";")]
    if not all(equals for _, equals, _ in found):
        raise PartsDoNotFit(structure=shown(row.get("structure", "")), text=shown(row.get("parts", "")))
    return tuple((name.strip(), value.strip()) for name, _, value in found)


KIND = Kind(
    name="isbt128",
    columns=tuple(
        Column(name=name, needed=False)
        for name in ("code", "structure", "parts", "facility", "confirmed_by", "confirmed_on")
    ),
    answers=("parts", "structure", "code", "again"),
    ask=ask,
)
