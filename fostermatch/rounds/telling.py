"""A simulation in words and a table, for whoever ran it from the command line."""

from collections.abc import Callable, Sequence
from math import isnan

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from fostermatch.i18n import number
from fostermatch.matching.simulator import POLICIES, Compared, Setting
from fostermatch.rounds.simulating import MONTHS

NAMES = {
    "today": _l("The nearest family, longest wait first"),
    "pooled": _l("The best fit, longest wait first"),
    "first": _l("The best fit with a price on support above the need, longest wait first"),
    "weekly": _l("The whole list every week"),
    "daily": _l("The whole list every day"),
    "price": _l("The whole list every day, with the price"),
    "jointly": _l("With the price, siblings weighed with single children"),
    "sampled": _l("The whole list every day, prices from sampled futures"),
    "today_three": _l("The nearest three families at once, longest wait first"),
    "three": _l("With the price, three families asked at once"),
    "three_few": _l("With the price, three asked at once where few are left"),
    "heeds": _l("With the price, a no to such a child heeded for 180 days"),
    "kept": _l("With the price, places kept for children whom few families fit"),
    "again": _l("With the price, asked again 60 days after a no"),
    "farther": _l("With the price, 10 km farther a month where few are left"),
    "apart": _l("With the price, siblings apart after 90 days where they may be"),
    "today_last_resorts": _l("The nearest family, with all last resorts"),
    "first_last_resorts": _l("The best fit with the price, with all last resorts"),
    "weekly_last_resorts": _l("The whole list every week with the price and all last resorts"),
    "last_resorts": _l("The whole list every day with the price and all last resorts"),
    "all": _l("With the price, all last resorts, places kept, three asked at once"),
}


def about(setting: Setting, years: float, seeds: int) -> str:
    """What the figures rest on."""
    register = setting.register
    if register is None:
        raise ValueError("about: a setting without a register")
    return _(
        "%(families)s approvals with %(places)s places; %(cases)s requests in %(months)s months. "
        "%(years)s years, %(seeds)s times. How often families say no and how stays break down is "
        "assumed: compare the lines, do not expect the days.",
        families=len(register.offers),
        places=sum(max(offer.places.values(), default=0) for offer in register.offers),
        cases=len(register.cases),
        months=MONTHS,
        years=number(years, 1),
        seeds=seeds,
    )


def heading(setting: Setting) -> str:
    families = sum(added.families for added in setting.added)
    if not families:
        return _("With the families of today")
    return ngettext("With %(num)s new family", "With %(num)s new families", families)


def table(found: Sequence[Compared]) -> str:
    """A line for each way of placing, the figures under their names."""
    keys = {policy: key for key, policy in POLICIES.items()}
    columns: list[tuple[str, Callable[[Compared], str]]] = [
        (_("days a child waits"), lambda one: plain(one.mean.wait)),
        (_("difference"), difference),
        (_("half wait at most"), lambda one: plain(one.mean.wait_half)),
        (_("nine in ten"), lambda one: plain(one.mean.wait_90)),
        (_("where somebody would say yes"), lambda one: plain(one.mean.wait_in_reach)),
        (_("beyond the limit"), lambda one: percent(one.mean.farther)),
        (_("siblings apart"), lambda one: percent(one.mean.parted)),
        (_("breakdowns in 100 years"), lambda one: plain(one.mean.breakdowns, 1)),
    ]
    names = [str(NAMES[keys[one.policy]]) for one in found]
    widest = max(map(len, names))
    head = " ".join([" " * widest, *(f" {title}" for title, _of in columns)])
    lines = [
        " ".join([name.ljust(widest), *(f" {of(one):>{len(title)}}" for title, of in columns)])
        for name, one in zip(names, found, strict=True)
    ]
    return "\n".join([head, *lines])


def difference(one: Compared) -> str:
    """To the first line, with its standard error where it is known."""
    if not one.difference.wait:
        return "–"
    error = one.error.wait
    more = f"{plain(one.difference.wait)}"
    return more if isnan(error) else f"{more} ± {plain(error)}"


def plain(value: float, decimals: int = 0) -> str:
    return "–" if isnan(value) else number(value, decimals)


def percent(share: float) -> str:
    return f"{plain(100 * share)} %"
