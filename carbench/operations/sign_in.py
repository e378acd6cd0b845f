"""Open and close a person's session."""

from carbench.domain.acts import SignedIn, SignedOut
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import author, record


def sign_in(bench: Bench, *, by: Proven) -> Changes:
    """Open a session for somebody who has just given their password; one that was open is closed."""
    if bench.person is not None:
        sign_out(bench)
    bench.person = by.person
    try:
        return record(bench, SignedIn(name=by.person.name), author=author(bench, "person"))
    except BaseException:
        bench.person = None
        raise


def sign_out(bench: Bench) -> Changes:
    """Close the session; nobody is signed in afterwards, even if the store refuses the entry."""
    person = bench.signed_in
    try:
        return record(bench, SignedOut(name=person.name), author=author(bench, "person"))
    finally:
        bench.person = None
