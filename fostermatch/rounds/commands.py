"""Rounds from the command line: flask rounds ..."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

import click
import sqlalchemy as sa
from flask import Blueprint, current_app
from flask_babel import force_locale

from fostermatch import clock, postcodes
from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.errors import Refused
from fostermatch.families.models import ApprovalKind
from fostermatch.matching.simulator import POLICIES, Added
from fostermatch.matching.simulator import simulate as compare
from fostermatch.rounds import actions, simulating, telling

LEVELS = {
    kind.value: kind.covers_level.number or 0
    for kind in ApprovalKind
    if kind is not ApprovalKind.NETWORK
}
USUAL = ("today", "pooled", "price", "last_resorts")


def add_to(bp: Blueprint) -> None:
    bp.cli.add_command(run)
    bp.cli.add_command(simulate)


def owner_named(name: str) -> Municipality:
    owner = db.session.scalar(sa.select(Municipality).filter_by(name=name))
    if owner is None:
        raise click.BadParameter(f"There is no municipality called {name}.")
    return owner


@click.command()
@click.argument("municipality")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=lambda: str(clock.today()))
@click.option("--dry-run", is_flag=True, help="Show the proposals without keeping them.")
def run(municipality: str, on: datetime, dry_run: bool) -> None:
    """Match the waiting list of a MUNICIPALITY to its fresh places."""
    round_ = actions.run_round(owner_named(municipality), on=on.date(), at=clock.now())
    for line in round_.proposals:
        found = f"family {line.family_id}" if line.family_id else "waits"
        click.echo(f"request {line.request_id}: {found}")
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()


class Recruited(click.ParamType[Added]):
    """Families to be recruited: "3 specialised 8900 6"."""

    name = "N KIND POSTCODE MONTH"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Added:
        try:
            number, kind, postcode, month = value.split()
            families, from_month = int(number), int(month)
        except ValueError:
            self.fail(f'Write it like "3 specialised 8900 6", not "{value}".', param, ctx)
        near = postcodes.point(postcode)
        if families < 1 or from_month < 0 or kind not in LEVELS:
            self.fail(f"At least one family, {' or '.join(LEVELS)}, from month 0 on.", param, ctx)
        if near is None:
            self.fail(f"There is no postcode {postcode}.", param, ctx)
        return Added(families, LEVELS[kind], from_month, near=near)


@click.command()
@click.argument("municipality")
@click.option("--years", type=click.FloatRange(0.5, 20), default=3.0, show_default=True)
@click.option("--seeds", type=click.IntRange(1), default=5, show_default=True, help="Futures.")
@click.option("--workers", type=int, default=1, show_default=True, help="Processes; -1 is all.")
@click.option(
    "--policy",
    "policies",
    type=click.Choice(list(POLICIES)),
    multiple=True,
    default=USUAL,
    show_default=True,
    help="A way of placing; give several. Differences are to the first.",
)
@click.option(
    "--add",
    "added",
    type=Recruited(),
    multiple=True,
    help='Families to be recruited, as "3 specialised 8900 6": how many, kind, postcode, month.',
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=lambda: str(clock.today()))
@click.option("--progress/--no-progress", default=None, help="By default in a terminal only.")
def simulate(
    municipality: str,
    years: float,
    seeds: int,
    workers: int,
    policies: tuple[str, ...],
    added: tuple[Added, ...],
    on: datetime,
    progress: bool | None,
) -> None:
    """What ways of placing would do with the families and children of a MUNICIPALITY.

    Families, places and requests of the last 24 months are the register's. How often families
    say no, and how stays break down, is assumed. The figures compare; they do not foretell.
    """
    told = told_on_stderr() if progress or (progress is None and sys.stderr.isatty()) else None
    owner = owner_named(municipality)
    with force_locale(current_app.config["BABEL_DEFAULT_LOCALE"]):
        try:
            setting = simulating.setting_of(owner, on.date(), years, added)
        except Refused as refused:
            raise click.ClickException(str(refused)) from refused
        chosen = [POLICIES[key] for key in dict.fromkeys(policies)]
        click.echo(telling.about(setting, years, seeds))
        for part in [replace(setting, added=()), setting][not added :]:
            found = compare(part, chosen, seeds=seeds, workers=workers, progress=told)
            click.echo(f"\n{telling.heading(part)}\n{telling.table(found)}")


def told_on_stderr() -> Callable[[int, int], None]:
    """A line that is written over in a terminal, and a line each time elsewhere."""
    began, same_line = monotonic(), sys.stderr.isatty()

    def told(done: int, of: int) -> None:
        left = (monotonic() - began) / done * (of - done)
        start = "\r" if same_line else ""
        ends = not same_line or done == of
        click.echo(f"{start}{done} of {of} runs, {left:.0f} s left  ", err=True, nl=ends)

    return told
