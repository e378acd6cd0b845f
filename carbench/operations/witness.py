"""The second person of an act that needs two."""

from carbench.domain.errors import SamePerson
from carbench.domain.people import Meaning, Signature, require
from carbench.operations.bench import Bench
from carbench.operations.passwords import Proven


def witness(bench: Bench, second: Proven, *, performers: tuple[str, ...]) -> Signature:
    """Sign as the second person: another one than whoever performed or types the act.

    Raises: SamePerson, DutyRefused.
    """
    if second.person.name in {bench.signed_in.name, *performers}:
        raise SamePerson
    return second.signature(require(second.person, "witness"), Meaning.WITNESSED)
