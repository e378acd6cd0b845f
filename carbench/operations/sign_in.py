"""Open and close a person's session.

While nothing may be written, because the record does not hold, a write failed or the disk is full, people
still sign in to read: the cells in the other room do not wait. Such a session leaves no
entry, and nothing can be recorded or signed in it.
"""

from carbench.domain.acts import SignedIn, SignedOut
from carbench.domain.people import Role
from carbench.domain.record_errors import StoreFull
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
        return _noted(bench, SignedIn(name=by.person.name))
    except BaseException:
        bench.person = None
        raise


def sign_out(bench: Bench) -> Changes:
    """Close the session; nobody is signed in afterwards, even if the store refuses the entry."""
    person = bench.signed_in
    try:
        return _noted(bench, SignedOut(name=person.name))
    finally:
        bench.person = None


def _noted(bench: Bench, act: SignedIn | SignedOut) -> Changes:
    if bench.store.shut:
        return Changes()
    try:
        return record(bench, act, author=_as_first_role(bench))
    except StoreFull:
        return Changes()


def _as_first_role(bench: Bench) -> Author:
    """Give the person as the author of a session's entry, under the first of their roles."""
    return author(bench, next(role.value for role in Role if role in bench.signed_in.roles))
