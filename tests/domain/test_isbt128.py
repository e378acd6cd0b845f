"""Codes of ISBT 128: what is read is what is written, and what cannot be is refused. Invented numbers throughout."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbench.domain import compound, isbt128
from carbench.domain.code_errors import (
    CodeBroken,
    CodeCannotCarry,
    LicenceMissing,
    NotACode,
    NotADay,
    NotAFacility,
    PartsDoNotFit,
)
from carbench.domain.compound import Message, message_of, read_message, write_message
from carbench.domain.errors import CheckCharacterWrong, NotPlainText
from carbench.domain.identifiers import check_flags
from carbench.domain.isbt128 import EuropeanCode, Licence, confirm_licence, read, structure_of, write
from carbench.domain.isbt128_structures import (
    GROUPS,
    USES,
    BloodGroup,
    ChainOfIdentity,
    DonationNumber,
    PatientId,
    ProductCode,
    Structure,
)
from carbench.domain.isbt128_times import Collected, Expiry, FlexibleTime, Produced, expiry_structures
from carbench.domain.moment import moment
from carbench.domain.sec import DonationSequence, SingleEuropeanCode

LICENCE = confirm_licence(facility="A9999", confirmed_by="Q. Person", confirmed_on="2026-01-31")
EXAMPLE = "=+04000=A99992500012300=%6400=<S0000100&>0252001800"
"""release.md section 10."""

LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
FACILITY = st.from_regex(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}", fullmatch=True)
NUMBER = st.from_regex(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}", fullmatch=True)
MINUTE = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31, 23, 59)).map(  # noqa: DTZ001 - a code has no zone
    lambda at: at.replace(second=0, microsecond=0)
)


def fixed(alphabet: str, size: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=size, max_size=size)


SEQUENCE = st.builds(
    DonationSequence, country=fixed(LETTERS, 2), establishment=fixed(LETTERS + DIGITS, 6), donation=NUMBER
)
SEC = st.builds(
    SingleEuropeanCode,
    sequence=SEQUENCE,
    coding_system=st.sampled_from("EAB"),
    product=fixed(LETTERS + DIGITS, 7),
    split=fixed(LETTERS + LETTERS.lower() + DIGITS, 3),
    expiry=st.none() | st.dates(),
)
EACH = (
    st.builds(DonationNumber, donation_number=NUMBER, flags=st.integers(0, 59).map("{:02d}".format)),
    st.builds(
        BloodGroup,
        blood_group=st.sampled_from(GROUPS),
        use=st.sampled_from(USES),
        phenotype=st.sampled_from(LETTERS + DIGITS),
    ),
    st.builds(
        ProductCode,
        product_description=st.from_regex(r"[A-Z][A-Z0-9]{4}", fullmatch=True),
        collection_type=fixed(LETTERS + LETTERS.lower() + DIGITS, 1),
        division=st.from_regex(r"[A-Z0-9][a-z0-9]", fullmatch=True),
    ),
    *(st.builds(kind, at=MINUTE) for kind in (Expiry, Collected, Produced)),
    st.builds(
        PatientId, patient_place=fixed(DIGITS, 2), patient_id=st.from_regex(r"[A-Za-z0-9]{1,99}", fullmatch=True)
    ),
    st.builds(
        ChainOfIdentity,
        chain_of_identity=st.from_regex(r"CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[A-Z0-9]{6}", fullmatch=True),
    ),
    st.builds(
        FlexibleTime,
        time_zone=st.sampled_from(["local", "UTC"]),
        time_of=st.sampled_from(["expiry", "collection", "production"]),
        at=MINUTE,
    ),
    st.builds(EuropeanCode, european=SEC),
)


@given(st.one_of(EACH))
def test_every_structure_is_read_as_it_was_written_and_made_again_of_its_parts(structure: Structure) -> None:
    code = write(structure, LICENCE)
    assert read(code) == structure
    assert isbt128.rewritten(code) == code
    assert structure_of(structure.name, dict(structure.parts())) == structure
    assert tuple(name for name, _ in structure.parts()) == structure.part_names


@given(st.tuples(*EACH).flatmap(st.permutations), st.integers(1, 10))
def test_every_message_is_read_as_it_was_written_in_any_order(structures: list[Structure], count: int) -> None:
    message = Message(structures=tuple(structures[:count]))
    code = write_message(message, LICENCE)
    assert read_message(code) == message
    assert compound.rewritten(code) == code
    assert message_of(message.parts()) == message


@given(st.one_of(EACH), st.data())
def test_a_code_cut_short_or_with_more_after_it_is_refused(structure: Structure, data: st.DataObject) -> None:
    code = write(structure, LICENCE)
    short = code[: data.draw(st.integers(0, len(code) - 1))]
    for wrong in (short, code + "0", code + " ", code + "\r", " " + code, "]d2" + code, "]C0" + code):
        with pytest.raises((NotACode, CodeBroken, CheckCharacterWrong)):
            read(wrong)


def test_no_two_structures_share_a_name_an_identifier_or_a_part() -> None:
    kinds = isbt128.STRUCTURES
    assert len({kind.name for kind in kinds}) == len({kind.identifier for kind in kinds}) == len(kinds) == 10
    names = [name for kind in kinds for name in kind.part_names]
    assert len(names) == len(set(names))


def test_the_example_of_the_design_is_read_and_written_again() -> None:
    message = read_message(EXAMPLE)
    assert message.structures == (
        DonationNumber(donation_number="A999925000123", flags="00"),
        BloodGroup(blood_group="A+", use="autologous only"),
        ProductCode(product_description="S0000", collection_type="1", division="00"),
        Expiry(at=datetime(2025, 7, 19, 18, 0)),  # noqa: DTZ001 - a code has no zone
    )
    assert write_message(message, LICENCE) == EXAMPLE


@pytest.mark.parametrize(
    ("group", "only", "biohazard"),
    [
        *(("O-", "97", "98"), ("O+", "53", "54"), ("A-", "08", "09"), ("A+", "64", "65")),
        *(("B-", "19", "20"), ("B+", "75", "76"), ("AB-", "30", "31"), ("AB+", "86", "87")),
    ],
)
def test_each_autologous_group_has_its_two_codes(group: str, only: str, biohazard: str) -> None:
    assert read(f"=%{only}00") == BloodGroup(blood_group=group, use=USES[0])
    assert read(f"=%{biohazard}00") == BloodGroup(blood_group=group, use=USES[1])


def test_of_all_hundred_codes_only_those_for_the_donor_are_taken() -> None:
    taken = ["97", "53", "08", "64", "19", "75", "30", "86", "98", "54", "09", "65", "20", "76", "31", "87"]
    for code in {f"{code:02d}" for code in range(100)} - set(taken):
        with pytest.raises(CodeBroken):
            read(f"=%{code}00")


@pytest.mark.parametrize(
    "code",
    [
        *("=%6401", "=%640A", "=%64a0", "=%640", "=%64000", "=%", "=%Ma00", "=%٦400"),
        *("=<s0000100", "=<10000100", "=<S0000-00", "=<S00001a0", "=<S000010A", "=<S000010"),
        *("=A9O992500012300", "=A99992500012397", "=A9999250001230A", "=A999925000123"),
        *("&#0105P-001", "&#0104P0001", "&#0106P0001", "&#0100", "&#01", "&#", "&#A105P0001", "&#0105P000é"),
        *("&/CHO999925000123", "&/A999925000123", "&/CHA99992500012a", "&/CHA99992500012"),
        *("&,4PL001499Z549917123456A00T04160032018123", "&,4PL001499Z549917123456C00T041600320181231"),
        *("&,4SECPL001499Z549917123456A00T041600320181231", "&,4PL001499Z549917123456A00T041600320180231"),
    ],
)
def test_a_content_that_cannot_be_is_refused(code: str) -> None:
    with pytest.raises(CodeBroken):
        read(code)


@pytest.mark.parametrize(
    "code",
    ["", "=", "&", "&,", "&,1ABC", "=>025200", "=*025200", "=,000012", "&a1", "=O99992500012300", "A999921123456"],
)
def test_a_structure_that_is_not_known_is_refused(code: str) -> None:
    with pytest.raises(NotACode):
        read(code)


@pytest.mark.parametrize(
    ("code", "at"),
    [
        *(("0252001800", "2025-07-19 18:00"), ("0250010000", "2025-01-01 00:00"), ("0253652359", "2025-12-31 23:59")),
        *(("0243660000", "2024-12-31 00:00"), ("0240602359", "2024-02-29 23:59"), ("0003660000", "2000-12-31 00:00")),
        ("0993650000", "2099-12-31 00:00"),
    ],
)
@pytest.mark.parametrize("identifier", ["&>", "&*", "&}"])
def test_a_day_of_the_year_is_counted_with_leap_years(identifier: str, code: str, at: str) -> None:
    ((_, said),) = read(identifier + code).parts()
    assert said == at


@pytest.mark.parametrize(
    "content",
    [
        *("1252001800", "9252001800", "0253660000", "0250000000", "0243670000", "0259990000"),
        *("0252002400", "0252001860", "025200180", "02520018000", "0252O01800", "0252001٣00", "          "),
    ],
)
@pytest.mark.parametrize("identifier", ["&>", "&*", "&}"])
def test_another_century_and_a_time_that_is_not_on_the_clock_are_refused(identifier: str, content: str) -> None:
    with pytest.raises(CodeBroken):
        read(identifier + content)


@pytest.mark.parametrize(
    "at",
    [
        datetime(1999, 12, 31, 23, 59),  # noqa: DTZ001 - a code has no zone
        datetime(2100, 1, 1),  # noqa: DTZ001
        datetime(2025, 1, 1, 12, 0, 1),  # noqa: DTZ001
        datetime(2025, 1, 1, 12, 0, tzinfo=UTC),
    ],
)
def test_no_code_is_written_of_another_century_of_seconds_or_of_a_zone(at: datetime) -> None:
    for kind in (Expiry, Collected, Produced):
        with pytest.raises(CodeCannotCarry):
            kind(at=at)
    with pytest.raises(CodeCannotCarry):
        FlexibleTime(time_zone="local", time_of="expiry", at=at)


def test_a_flexible_time_says_its_zone_and_what_it_is_the_time_of() -> None:
    parts = (("time_zone", "UTC"), ("time_of", "expiry"), ("time", "2026-10-25 01:30"))
    assert read("=(2001202610250130").parts() == parts
    assert read("=(1002202610250130").parts()[:2] == (("time_zone", "local"), ("time_of", "collection"))


@pytest.mark.parametrize(
    "content",
    [
        *("0001202610250130", "3001202610250130", "2101202610250130", "2000202610250130", "2004202610250130"),
        *("2001202613250130", "2001202602290130", "2001202610252430", "2001202610250160", "2001199910250130"),
        *("200120261025013", "20012026102501300"),
    ],
)
def test_a_flexible_time_that_cannot_be_is_refused(content: str) -> None:
    with pytest.raises(CodeBroken):
        read(f"=({content}")


def test_utc_stands_beside_the_expiry_only_when_the_clocks_change_before_it() -> None:
    start = moment(datetime(2026, 10, 24, 12, 0, tzinfo=UTC), "Europe/Paris")
    before = moment(datetime(2026, 10, 24, 20, 0, 59, tzinfo=UTC), "Europe/Paris")
    after = moment(datetime(2026, 10, 25, 1, 30, 59, tzinfo=UTC), "Europe/Paris")
    assert [write(s, LICENCE) for s in expiry_structures(before, start=start)] == ["&>0262972200"]
    assert [write(s, LICENCE) for s in expiry_structures(after, start=start)] == ["&>0262980230", "=(2001202610250130"]


def test_flags_that_carry_a_check_are_verified_when_read_and_when_written() -> None:
    flags = check_flags("A999921123456")
    checked = read(f"=A999921123456{flags}")
    assert isinstance(checked, DonationNumber)
    assert checked.checked
    unchecked = read("=A99992112345600")
    assert isinstance(unchecked, DonationNumber)
    assert not unchecked.checked
    with pytest.raises(CheckCharacterWrong):
        read("=A99992112345664")
    with pytest.raises(CheckCharacterWrong):
        DonationNumber(donation_number="A999921123456", flags="64")


def test_an_identifier_with_a_hyphen_is_no_patient_a_code_can_carry() -> None:
    with pytest.raises(CodeCannotCarry) as refused:
        PatientId(patient_place="01", patient_id="P-0001")
    assert (refused.value.code, refused.value.text) == ("&#", "P-0001")


@pytest.mark.parametrize("patient", ["", "P" * 100, "P 1", "P.1", "Pé", "P1\n"])
def test_other_patients_a_code_cannot_carry(patient: str) -> None:
    with pytest.raises(CodeCannotCarry):
        PatientId(patient_place="01", patient_id=patient)


def test_a_product_code_is_not_shifted_from_one_part_into_the_next() -> None:
    with pytest.raises(CodeCannotCarry):
        ProductCode(product_description="S000", collection_type="01", division="00")
    with pytest.raises(CodeCannotCarry):
        ProductCode(product_description="S0000", collection_type="10", division="0")


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("=+03000=A99992500012300=%6400=<S0000100&>0252001800", "03"),
        ("=+05000=A99992500012300=%6400=<S0000100&>0252001800", "05"),
        ("=+04001=A99992500012300=%6400=<S0000100&>0252001800", "001"),
        ("=+02000=A99992500012300=A99992500012300", "donation_number"),
        ("=+02000&>0252001800&>0252001900", "expiry"),
        ("=+00000", "0"),
        ("=+01000=%6401", "6401"),
        ("=+02000=%6400&>1252001800", "1252001800"),
        ("=+01000&#0109P0001", "0109P0001"),
    ],
)
def test_a_message_that_does_not_hold_is_refused_with_what_is_wrong(code: str, part: str) -> None:
    with pytest.raises(CodeBroken) as refused:
        read_message(code)
    assert (refused.value.code, refused.value.part) == (code, part)


@pytest.mark.parametrize(
    "code",
    [
        *("]d2" + EXAMPLE, " " + EXAMPLE, EXAMPLE + " ", EXAMPLE + "\r", EXAMPLE + "XX", EXAMPLE[1:], "=+", "=+0400"),
        *(
            "=+01000=+01000=%6400",
            "=+02000=%6400=>025200",
            "=+0A000=%6400",
            "=+٠١000=%6400",
            "=+02000=%6400 &>0252001800",
        ),
    ],
)
def test_a_message_with_anything_unknown_in_it_is_refused(code: str) -> None:
    with pytest.raises(NotACode):
        read_message(code)


def test_a_wrong_check_in_a_message_is_found() -> None:
    with pytest.raises(CheckCharacterWrong):
        read_message("=+02000=A99992112345664=%6400")


def test_a_message_holds_no_structure_twice_and_at_least_one() -> None:
    expiry = read("&>0252001800")
    for structures in ((), (expiry, expiry)):
        with pytest.raises(CodeCannotCarry):
            Message(structures=structures)


def test_nothing_is_written_without_a_licence() -> None:
    nobody: Licence = None  # type: ignore[assignment]
    with pytest.raises(LicenceMissing):
        write(read("&>0252001800"), nobody)
    with pytest.raises(LicenceMissing):
        write_message(read_message(EXAMPLE), nobody)


@pytest.mark.parametrize("missing", ["facility", "confirmed_by", "confirmed_on"])
def test_a_licence_with_anything_missing_is_none(missing: str) -> None:
    said = {"facility": "A9999", "confirmed_by": "Q. Person", "confirmed_on": "2026-01-31"} | {missing: " "}
    with pytest.raises(LicenceMissing):
        confirm_licence(**said)


def test_a_licence_is_for_a_facility_from_a_person_on_a_day() -> None:
    assert (LICENCE.facility, LICENCE.confirmed_by, LICENCE.confirmed_on) == ("A9999", "Q. Person", date(2026, 1, 31))
    with pytest.raises(NotAFacility):
        confirm_licence(facility="O9999", confirmed_by="Q. Person", confirmed_on="2026-01-31")
    with pytest.raises(NotADay):
        confirm_licence(facility="A9999", confirmed_by="Q. Person", confirmed_on="2026-02-29")
    with pytest.raises(NotPlainText):
        confirm_licence(facility="A9999", confirmed_by="Q.\u200bPerson", confirmed_on="2026-01-31")
    with pytest.raises(NotAFacility):
        Licence(facility="", confirmed_by="Q. Person", confirmed_on=date(2026, 1, 31))
    with pytest.raises(LicenceMissing):
        Licence(facility="A9999", confirmed_by="", confirmed_on=date(2026, 1, 31))


def test_parts_that_are_not_those_of_the_structure_are_refused() -> None:
    for name, parts in (
        ("expiry", {}),
        ("expiry", {"expiry": "2025-07-19 18:00", "collected": "2025-07-19 18:00"}),
        ("nothing", {"expiry": "2025-07-19 18:00"}),
        ("compound_message", {"expiry": "2025-07-19 18:00"}),
    ):
        with pytest.raises(PartsDoNotFit):
            structure_of(name, parts)
    for wrong in ((("flags", "00"),), (("blood_group", "A+"), ("use", USES[0])), (("nothing", ""),)):
        with pytest.raises(PartsDoNotFit):
            message_of(wrong)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("expiry", {"expiry": "2025-07-19"}),
        ("expiry", {"expiry": "2025-02-29 18:00"}),
        ("expiry", {"expiry": "2125-07-19 18:00"}),
        ("blood_group", {"blood_group": "A+", "use": "anybody", "phenotype": "0"}),
        ("blood_group", {"blood_group": "A+", "use": USES[0], "phenotype": "a"}),
        ("flexible_time", {"time_zone": "CET", "time_of": "expiry", "time": "2025-07-19 18:00"}),
        ("donation_number", {"donation_number": "O999925000123", "flags": "00"}),
        ("chain_of_identity", {"chain_of_identity": "A999925000123"}),
    ],
)
def test_parts_no_code_can_carry_are_refused(name: str, parts: dict[str, str]) -> None:
    with pytest.raises(CodeCannotCarry):
        structure_of(name, parts)
