"""Rounds from the command line: flask rounds ..."""

from datetime import datetime

import click
import sqlalchemy as sa
from flask import Blueprint

from fostermatch import clock
from fostermatch.accounts.models import Municipality
from fostermatch.database import db
from fostermatch.rounds import actions


def add_to(bp: Blueprint) -> None:
    bp.cli.add_command(run)


@click.command()
@click.argument("municipality")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=lambda: str(clock.today()))
@click.option("--dry-run", is_flag=True, help="Show the proposals without keeping them.")
def run(municipality: str, on: datetime, dry_run: bool) -> None:
    """Match the waiting list of a MUNICIPALITY to its fresh places."""
    owner = db.session.scalar(sa.select(Municipality).filter_by(name=municipality))
    if owner is None:
        raise click.BadParameter(f"There is no municipality called {municipality}.")

    round_ = actions.run_round(owner, on=on.date(), at=clock.now())
    for line in round_.proposals:
        found = f"family {line.family_id}" if line.family_id else "waits"
        click.echo(f"request {line.request_id}: {found}")
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
