"""Passwords: proven, refused, and never found in the store."""

from dataclasses import asdict

import pytest

from carbench.domain.acts import PasswordRefused
from carbench.domain.errors import PasswordTooShort, PersonUnknown, WrongPassword
from carbench.operations.bench import Bench
from carbench.operations.demonstration import load_demonstration
from carbench.operations.passwords import matches, verifier, verifier_of
from tests.operations.record import newest, refused, tries

SECRETS = {person["name"]: person["password"] for person in load_demonstration()["people"]}


def files_of(bench: Bench) -> bytes:
    """Give every byte the store keeps, whatever file it is in."""
    return b"".join(path.read_bytes() for path in sorted(bench.store.folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("name", SECRETS)
def test_the_right_password_proves_who_it_is_and_leaves_no_entry(bench: Bench, name: str) -> None:
    before = bench.store.head
    assert tries(bench, name, SECRETS[name]).person.name == name
    assert bench.store.head == before


@pytest.mark.parametrize(
    "wrong", ["", "olivia-at-the-benc", "Olivia-at-the-bench", "olivia-at-the-bench ", "quentin-signs-last"]
)
def test_a_wrong_password_stands_in_the_trail_without_what_was_typed(bench: Bench, wrong: str) -> None:
    before = bench.store.head
    with pytest.raises(WrongPassword):
        tries(bench, "olivia", wrong)
    recorded = newest(bench)[0]
    assert recorded.seq == before.seq + 1
    assert isinstance(recorded.act, PasswordRefused)
    assert asdict(recorded.act) == {"name": "olivia"}
    assert (recorded.recorded_by, recorded.role) == ("carbench", "program")


def test_a_wrong_password_is_not_in_a_byte_of_the_store(bench: Bench) -> None:
    typed = "my-dogs-name-and-birthday"
    with pytest.raises(WrongPassword):
        tries(bench, "olivia", typed)
    assert typed.encode() not in files_of(bench)


def test_a_wrong_password_is_refused_also_while_nothing_can_be_written(bench: Bench) -> None:
    bench.store.shut = True
    with refused(bench, WrongPassword):
        tries(bench, "olivia", "not the password")


def test_an_unknown_name_is_refused_and_not_kept_for_a_password_may_be_typed_there(bench: Bench) -> None:
    with refused(bench, PersonUnknown):
        tries(bench, "olivia-at-the-bench", "olivia")
    assert b"olivia-at-the-bench" not in files_of(bench)


def test_no_password_is_in_a_byte_of_the_store(bench: Bench) -> None:
    kept = files_of(bench)
    assert b"$argon2id$" in kept
    for name, secret in SECRETS.items():
        assert secret.encode() not in kept, name
        assert secret.encode("utf-16-le") not in kept, name


def test_a_verifier_is_not_the_password_and_never_twice_the_same(bench: Bench) -> None:
    secret = SECRETS["olivia"]
    first, second = (verifier(secret, bench.hash_cost, least=15) for _ in range(2))
    assert first.startswith("$argon2id$")
    assert secret not in first
    assert first != second
    assert all(matches(text, secret) for text in (first, second))


def test_each_person_has_a_verifier_of_their_own(bench: Bench) -> None:
    assert len({verifier_of(bench, name) for name in SECRETS}) == len(SECRETS)
    assert not matches(verifier_of(bench, "olivia"), SECRETS["anselm"])


def test_a_broken_verifier_proves_nobody() -> None:
    assert not matches("no verifier", "olivia-at-the-bench")


@pytest.mark.parametrize(("typed", "taken"), [("", False), ("fourteen-chars", False), ("fifteen-letters", True)])
def test_a_password_has_the_fewest_characters_the_workstation_asks(bench: Bench, typed: str, taken: bool) -> None:  # noqa: FBT001
    least = bench.site.password_characters
    assert least == 15
    if taken:
        assert matches(verifier(typed, bench.hash_cost, least=least), typed)
        return
    with pytest.raises(PasswordTooShort) as caught:
        verifier(typed, bench.hash_cost, least=least)
    assert caught.value.least == 15


def test_a_real_workstation_pays_the_full_cost_of_a_password_and_a_demonstration_less(bench: Bench) -> None:
    assert bench.hash_cost == bench.defaults.demonstration_password_hash
    bench.setup = None
    assert bench.hash_cost == bench.defaults.password_hash
    assert bench.hash_cost.memory_kib == 262_144
