"""Set a switch of the site, with a reason."""

from carbench.domain.act_errors import NotOnTheList
from carbench.domain.acts import SiteSettingChanged
from carbench.domain.measure import shown
from carbench.domain.switches import OFF, ON, SETTINGS, TOGGLES
from carbench.operations.administering import administer
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def change_site_setting(
    bench: Bench, *, setting: str, value: str, reason: str, command: Command | None = None
) -> Changes:
    """Set a switch: on or off, or a text, where an empty one switches off.

    Raises: DutyRefused, NotOnTheList, CorrectionReasonMissing, NotPlainText.
    """
    if setting not in SETTINGS:
        raise NotOnTheList(text=shown(setting), among=" ".join(SETTINGS))
    said = words(value, field="value", optional=True)
    if setting in TOGGLES and said not in {ON, OFF}:
        raise NotOnTheList(text=shown(said), among=f"{ON} {OFF}")
    act = SiteSettingChanged(setting=setting, value=said)
    return administer(bench, act, duty="change_site_setting", reason=reason, command=command)
