"""Record that the program failed in a way it does not know."""

from carbench.domain.acts import IncidentRaised
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import program, record


def raise_incident(bench: Bench, *, incident_id: str, error: str, place: str) -> Changes:
    """Record an incident by its number, class and place; never its text, which could name a patient."""
    return record(bench, IncidentRaised(incident_id=incident_id, error=error, place=place), author=program(bench))
