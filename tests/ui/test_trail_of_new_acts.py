"""The trail says every kind of act and everything it holds, in every language."""

from collections.abc import Callable

import pytest

from carbench.app import Running
from carbench.domain.acts import ACTS
from carbench.operations import looking
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.place_hold import place_hold
from carbench.operations.record_result import record_result
from carbench.operations.typed_result import Beside, TypedReport
from carbench.texts import LANGUAGES, texts_in
from carbench.ui.models.trail_table import detail, summary
from tests.people import NOW, ORDER, Played


@pytest.fixture
def rich(played: Played) -> Played:
    """A batch with acts that hold reports, criteria, replicates and lists."""
    played.checked()
    played.as_("anselm")
    report = TypedReport(
        laboratory="Invented laboratory",
        number="R-17",
        authorised_by="Dr. Nobody",
        reported_at="2026-03-19 09:00",
        received_at="2026-03-19 10:00",
    )
    beside = Beside(
        replicates=("495", "510", "505"), criteria={"positive_control": "reacts", "spike_recovery": "70"}, report=report
    )
    record_result(played.bench, batch_id=ORDER.batch_id, test_id="interferon_gamma", typed="", told=NOW, beside=beside)
    place_hold(played.bench, batch_id=ORDER.batch_id, hold_id="H-1", cause="ward called", told=NOW)
    played.as_("adam")
    deputy = Deputyship(name="rosa", absent="quentin", starts="2026-03-01 00:00", ends="2026-04-01 00:00")
    name_deputy(played.bench, deputy=deputy, reason="leave")
    return played


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_said_in_clear(
    running: Running, rich: Played, speak: Callable[[str], None], language: str
) -> None:
    speak(language)
    for recorded in looking.trail_page(rich.bench, below=2**40, limit=500):
        said = detail(recorded, running.desk)
        assert summary(recorded, running.desk)
        for written in ("Reading(", "CriterionValue(", "Report(", "Moment(", "<", "()", "True", "False", "None"):
            assert written not in said.replace("< 0", ""), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_act_has_a_name(language: str) -> None:
    sentences = texts_in(language).sentences
    assert [kind for kind in ACTS if f"act.{kind}" not in sentences] == []


def test_what_stands_beside_a_result_is_in_its_entry(running: Running, rich: Played) -> None:
    recorded = next(
        r
        for r in looking.trail_page(rich.bench, below=2**40, limit=500)
        if getattr(r.act, "test_id", "") == "interferon_gamma"
    )
    assert "interferon_gamma 495; 510; 505" in summary(recorded, running.desk)
    said = detail(recorded, running.desk)
    for held in ("495 pg/mL", "spike_recovery · 70", "positive_control · reacts", "Invented laboratory · R-17"):
        assert held in said, held
