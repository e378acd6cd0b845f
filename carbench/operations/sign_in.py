"""Open and close a person's session."""

from carbench.domain.acts import SignedIn, SignedOut
from carbench.domain.people import Role
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import author, record
from carbench.store.trail import Author


def sign_in(bench: Bench, *, by: Proven) -> Changes:
    """Open a session for somebody who has just given their password; one that was open is closed."""
    if bench.person is not None:
        sign_out(bench)
    bench.person = by.person
    try:
        return record(bench, SignedIn(name=by.person.name), author=_as_first_role(bench))
    except BaseException:
        bench.person = None
        raise


def sign_out(bench: Bench) -> Changes:
    """Close the session; nobody is signed in afterwards, even if the store refuses the entry."""
    person = bench.signed_in
    try:
        return record(bench, SignedOut(name=person.name), author=_as_first_role(bench))
    finally:
        bench.person = None


def _as_first_role(bench: Bench) -> Author:
    """Give the person as the author of a session's entry, under the first of their roles."""
    return author(bench, next(role.value for role in Role if role in bench.signed_in.roles))
