"""The scratch workstation a case is played at: its clock, its site, its people, its product."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from carbench.domain.errors import BenchError, ZoneUnknown
from carbench.domain.moment import TYPED, moment, read_moment, zone_named
from carbench.domain.people import Role
from carbench.domain.product import Product
from carbench.domain.switches import OFF, ON
from carbench.operations import bench as benches
from carbench.operations.bench import Bench
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.open_batch import Order
from carbench.operations.rehearsal.case import SUFFIX, Case, PersonPart
from carbench.operations.rehearsal.nominal import Defaults, NominalDay, load_defaults
from carbench.operations.rehearsal.play import ANYBODY, Scene
from carbench.operations.rehearsal.shape import hints_of, nothing_else, parts, shape
from carbench.operations.rehearsal.times import in_reach
from carbench.operations.set_up_workstation import NewPerson, NewSite, set_up_workstation
from carbench.paths import RESOURCES
from carbench.store.products import load_product, load_products
from carbench.store.scratch import scratch_store
from carbench.texts import LANGUAGES

FIRST_HOUR = "06:00"
"""Of day 0: nothing of a nominal day lies before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What every case needs, read once."""

    products: Mapping[str, tuple[Product, bytes]]
    defaults: benches.Defaults
    told: Mapping[str, Any]
    """The invented people and site of the demonstration."""

    nominal: Defaults


def load_shelf() -> Shelf:
    """Read what every case needs. Raises: ProductBroken."""
    defaults = benches.load_defaults(RESOURCES / "site.toml")
    return Shelf(
        products=load_products(RESOURCES / "products"),
        # A rehearsal proves nothing to anybody: its invented passwords cost as little as the demonstration's.
        defaults=replace(defaults, password_hash=defaults.demonstration_password_hash),
        told=load_demonstration(),
        nominal=load_defaults(),
    )


def scene(case: Case, shelf: Shelf, *, folder: Path) -> Scene:
    """Set up a scratch workstation in memory; `folder` is where it would be kept.

    Raises: CaseBroken, ProductBroken, and what setting up a workstation refuses of people and switches.
    """
    product, content = _product(case, shelf)
    _order(case)
    people = _people(case, shelf)
    clock = SetClock(at=_start(case, _zone(case, shelf)))
    bench = Bench(
        store=scratch_store(folder),
        clock=clock,
        products={**shelf.products, product.id: (product, content)},
        defaults=shelf.defaults,
        language=case.language,
    )
    batch_id = str(case.order.get("batch_id", shelf.nominal.acts["open_batch"]["batch_id"]))
    who = {**shelf.nominal.who, **_named(case)}
    day = NominalDay(case=case, product=product, batch_id=batch_id, defaults=shelf.nominal)
    set_scene = Scene(bench=bench, clock=clock, day=day, who=who, secrets=_secrets(people, shelf))
    try:
        _set_up(bench, case, shelf, people)
        _switch(set_scene, case)
    except BenchError:
        bench.store.close()
        raise
    return set_scene


def _order(case: Case) -> None:
    """Refuse what an order does not say. Raises: CaseBroken."""
    place = case.place.at("order")
    nothing_else(case.order, parts(Order).keys() - {"product_id"}, place=place)
    for name, value in case.order.items():
        shape(hints_of(Order)[name], value, place=place.at(name))
    if case.language not in LANGUAGES:
        raise case.place.at("language").refused(" | ".join(f'"{language}"' for language in LANGUAGES))


def _named(case: Case) -> dict[str, str]:
    """Give who the case names under [who]."""
    names = {name: getattr(case.who, name) for name in case.who.__dataclass_fields__}
    return {name: person for name, person in names.items() if person}


def _product(case: Case, shelf: Shelf) -> tuple[Product, bytes]:
    place = case.place.at("product")
    if case.product.endswith(SUFFIX):
        content = place.beside(case.product)
        return load_product(content, Path(case.product).name), content
    if case.product not in shelf.products:
        raise place.refused(" | ".join([*shelf.products, '"…/file.toml"']))
    return shelf.products[case.product]


def _zone(case: Case, shelf: Shelf) -> str:
    zone = case.site.zone or str(shelf.told["site"]["zone"])
    try:
        zone_named(zone)
    except ZoneUnknown as unknown:
        raise case.place.at("site").at("zone").refused('"Europe/Paris"') from unknown
    return zone


def _start(case: Case, zone: str) -> datetime:
    """Give the instant the clock begins at: the nominal day's, or the first act's where that lies before."""
    place = case.place.at("nominal").at("starts")
    try:
        begins = in_reach(read_moment(f"{case.nominal.starts} {FIRST_HOUR}", zone).utc, place)
    except BenchError as refused:
        raise place.refused('"2026-03-10"') from refused
    first = next((str(act["at"]) for act in case.acts if act.get("at")), "")
    if case.nominal.until or TYPED.fullmatch(first) is None:
        return begins
    try:
        return min(begins, read_moment(first, zone).utc - timedelta(minutes=1))
    except BenchError:  # said where the act is read
        return begins


def _people(case: Case, shelf: Shelf) -> list[NewPerson]:
    own = {person.name for person in case.people}
    invented = [
        PersonPart(
            name=person["name"],
            full_name=person["full_name"],
            roles=frozenset(Role(role) for role in person["roles"]),
        )
        for person in shelf.told["people"]
        if person["name"] not in own
    ]
    secret = str(shelf.nominal.acts["add_person"]["password"])
    return [
        NewPerson(
            name=person.name,
            full_name=person.full_name or person.name.title(),
            roles=person.roles,
            language=case.language,
            password=secret,
        )
        for person in (*invented, *case.people)
    ]


def _secrets(people: list[NewPerson], shelf: Shelf) -> dict[str, str]:
    """Give everybody's password; who is added later gets the same unless the case says one."""
    return {ANYBODY: str(shelf.nominal.acts["add_person"]["password"])} | {p.name: p.password for p in people}


def _set_up(bench: Bench, case: Case, shelf: Shelf, people: list[NewPerson]) -> None:
    told = {**shelf.told["site"], "zone": _zone(case, shelf)}
    site = NewSite(**told, language=case.language, demonstration=case.site.demonstration)
    set_up_workstation(bench, site=site, people=people)


def _switch(at: Scene, case: Case) -> None:
    """Set the switches the case names, as an administrator would."""
    flags = {"two_people": case.site.two_people, "certifier_reviews": case.site.certifier_reviews}
    wanted = {name: ON if flag else OFF for name, flag in flags.items() if flag is not None}
    if case.site.exceptional_supply:
        wanted["exceptional_supply"] = case.site.exceptional_supply
    for setting, value in wanted.items():
        at.as_(at.who["administrator"])
        change_site_setting(at.bench, setting=setting, value=value, reason=case.title)


def planned_at(at: Scene, day: int, *, clock: str) -> datetime:
    """Give when a nominal act is played: its own time, or now where the acts before took longer."""
    zone = at.bench.site.zone
    begins = read_moment(f"{at.day.case.nominal.starts} {clock}", zone)
    wall = begins.local.replace(tzinfo=None) + timedelta(days=day)
    return max(at.clock.at, _at_wall(wall, zone))


def _at_wall(wall: datetime, zone: str) -> datetime:
    """Find an instant by the site's clocks; the later of two, and an hour on where there is none."""
    found = moment(wall.replace(tzinfo=zone_named(zone), fold=1), zone)
    return found.utc
