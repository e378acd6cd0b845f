"""A scan is known by its frame; one that came through another keyboard is recognised and never put right."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbench.domain.code_errors import CodeBroken, ForeignKeyboard, NotACode, ScannerPrefixLeft
from carbench.domain.errors import BenchError, CheckCharacterWrong, NotADonationNumber, NothingTyped, NotPlainText
from carbench.domain.frames import identify

SEC = "PL001499Z549917123456A00T041600320181231"
READABLE = {
    "A999921123456": "typed_donation_number",
    "A9999 21 123 456 3": "typed_donation_number",
    "=A99992112345600": "donation_number",
    "=A99992112345663": "donation_number",
    "=%6400": "blood_group",
    "=<S0000100": "product_code",
    "&>0252001800": "expiry",
    "&*0252001800": "collection",
    "&}0252001800": "production",
    "&#0105P0001": "patient_id",
    "&/CHA999925000123": "chain_of_identity",
    "=(2001202610250130": "flexible_time",
    f"&,4{SEC}": "single_european_code",
    SEC: "single_european_code",
    f"SEC {SEC[:21]} {SEC[21:]}": "printed_single_european_code",
    SEC[:21]: "donation_sequence",
    "CHA999925000123": "typed_chain_of_identity",
    "=+02000=A99992500012300&>0252001800": "compound_message",
}

US = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
AZERTY = "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!" + "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§"
QWERTZ = "1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-" + '!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_'


def through(keyboard: str, code: str) -> str:
    return code.translate(str.maketrans(US, keyboard))


@pytest.mark.parametrize("code", READABLE)
def test_each_frame_is_known(code: str) -> None:
    assert identify(code).frame == READABLE[code]


def test_a_donation_number_may_be_typed_with_a_blank_anywhere() -> None:
    # 21 characters with the blanks, as many as a donation sequence has.
    assert identify("A 9 9 9 9 2 1 1 23456").frame == "typed_donation_number"


def test_the_parts_stand_in_the_order_of_the_code() -> None:
    parts = (("donation_number", "A999925000123"), ("flags", "00"), ("expiry", "2025-07-19 18:00"))
    assert identify("=+02000=A99992500012300&>0252001800").parts == parts
    assert identify("A9999 21 123 456 3").parts == (("donation_number", "A999921123456"), ("check_character", "3"))
    assert identify("A999921123456").parts == (("donation_number", "A999921123456"),)
    assert identify(SEC[:21]).parts == (("country", "PL"), ("establishment", "001499"), ("donation", "Z549917123456"))


@pytest.mark.parametrize("code", [code for code in READABLE if code[0] in "=&"])
def test_every_framed_scan_through_a_french_keyboard_is_named_as_that(code: str) -> None:
    scanned = through(AZERTY, code)
    with pytest.raises(ForeignKeyboard) as refused:
        identify(scanned)
    assert (refused.value.layout, refused.value.text) == ("AZERTY", scanned)


@pytest.mark.parametrize("code", [code for code in READABLE if code[0] in "=&"])
def test_every_framed_scan_through_a_german_keyboard_is_named_as_that(code: str) -> None:
    with pytest.raises(ForeignKeyboard) as refused:
        identify(through(QWERTZ, code))
    assert refused.value.layout == "QWERTZ"


@pytest.mark.parametrize("keyboard", [AZERTY, QWERTZ])
@given(st.from_regex(r"=[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{12}", fullmatch=True))
def test_no_donation_number_is_read_through_another_keyboard(keyboard: str, code: str) -> None:
    with pytest.raises(ForeignKeyboard):
        identify(through(keyboard, code))


@pytest.mark.parametrize(
    ("scanned", "layout"),
    [
        *(
            ("Qçççç&é\"'(-è_çà", "AZERTY"),
            ("q&\"'(-_&\"'(-_", "AZERTY"),
            ("Bß0042", "QWERTZ"),
            ("Á99992112345600", "QWERTZ"),
        ),
        *(("/:0252001800", "QWERTZ"), ("/-CHA999925000123", "QWERTZ"), ("/,4" + SEC, "QWERTZ")),
    ],
)
def test_digits_and_hyphens_of_another_keyboard_are_recognised(scanned: str, layout: str) -> None:
    with pytest.raises(ForeignKeyboard) as refused:
        identify(scanned)
    assert refused.value.layout == layout


def test_a_few_such_signs_do_not_blame_the_keyboard() -> None:
    for scanned in ("&(-", "B-0042", "(1234)", "=&\"'(-_0123456789", "&\"'(-&\"'(-0123456789"):
        with pytest.raises(NotACode):
            identify(scanned)


@pytest.mark.parametrize("prefix", ["]d2", "]d1", "]C0", "]Q3", "]C"])
@pytest.mark.parametrize("code", READABLE)
def test_a_prefix_of_the_scanner_left_in_place_is_refused(prefix: str, code: str) -> None:
    with pytest.raises(ScannerPrefixLeft):
        identify(prefix + code)


@pytest.mark.parametrize("code", READABLE)
@pytest.mark.parametrize("hidden", ["\r", "\n", "\t", "\x1d", "\u200b", "\u202e", "\u00a0"])
def test_nothing_invisible_is_read(code: str, hidden: str) -> None:
    for scanned in (code + hidden, hidden + code, code[:5] + hidden + code[5:]):
        with pytest.raises(NotPlainText):
            identify(scanned)


@pytest.mark.parametrize("code", ["", " ", "   "])
def test_nothing_is_not_a_code(code: str) -> None:
    with pytest.raises(NothingTyped):
        identify(code)


@pytest.mark.parametrize("code", [code for code in READABLE if " " not in code and not code.startswith("A9999")])
def test_a_blank_anywhere_in_a_scan_is_refused(code: str) -> None:
    for scanned in (f" {code}", f"{code} ", f"{code[:4]} {code[4:]}"):
        with pytest.raises(BenchError):
            identify(scanned)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        *(("A9999211234564", CheckCharacterWrong), ("=A99992112345664", CheckCharacterWrong)),
        *(("O999921123456", NotADonationNumber), ("A99992112345", NotACode), ("B-0042", NotACode)),
        *(("=>025200", NotACode), ("&>1252001800", CodeBroken), ("=+01001=%6400", CodeBroken)),
        *((SEC[:21] + "C" + SEC[22:], CodeBroken), (SEC.lower(), CodeBroken), (SEC[:20] + "-", CodeBroken)),
        *(("cha999925000123", NotACode), ("CHA99992500012", CheckCharacterWrong), ("A99992112345600", NotACode)),
        *(("=", NotACode), ("&", NotACode), ("=+", NotACode)),
    ],
)
def test_what_is_wrong_is_said_in_its_own_kind(code: str, refusal: type[BenchError]) -> None:
    with pytest.raises(refusal):
        identify(code)


@given(st.text())
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    with suppress(BenchError):
        assert identify(text).parts


@given(st.text(alphabet="=&%<>*}#/(,+-012469ABCHSOEZ ", max_size=60))
def test_anything_like_a_code_is_read_or_refused_and_never_breaks(text: str) -> None:
    with suppress(BenchError):
        assert identify(text).parts
