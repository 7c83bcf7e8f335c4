"""The demo from the command line: flask demo make."""

from datetime import datetime
from time import perf_counter

import click
import flask_migrate
import sqlalchemy as sa
from flask import Blueprint, current_app
from flask_babel import force_locale

from fostermatch import clock
from fostermatch.accounts.models import Municipality, User
from fostermatch.database import db
from fostermatch.demo import make
from fostermatch.demo.people import PASSWORD


def add_to(bp: Blueprint) -> None:
    bp.cli.add_command(make_demo)


@click.command("make")
@click.option("--size", type=click.FloatRange(0.05, 50), default=1.0, show_default=True)
@click.option("--seed", default=1, show_default=True, help="Another number, other people.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), default=lambda: str(clock.today()), hidden=True
)
def make_demo(size: float, seed: int, on: datetime) -> None:
    """Invent a municipality, unless the database holds one, and show who can sign in."""
    if not (current_app.testing or current_app.config["SHOW_DEMO_USERS"]):
        raise click.ClickException("Kun til demoen: sæt FOSTERMATCH_ENV=demo.")
    began = perf_counter()
    flask_migrate.upgrade()
    if db.session.scalar(sa.select(sa.exists().where(Municipality.id.is_not(None)))):
        click.echo("Kommunen er der allerede.")
    else:
        make.fill(on.date(), size, seed)
        db.session.commit()
        seconds = f"{perf_counter() - began:.1f}".replace(".", ",")
        click.echo(f"Fjordby Kommune er klar på {seconds} sekunder.")
    show_users()


def show_users() -> None:
    """One user in each role of each municipality."""
    first = sa.select(sa.func.min(User.id)).group_by(User.municipality_id, User.role)
    users = db.session.scalars(sa.select(User).where(User.id.in_(first)).order_by(User.id))
    click.echo(f"\nAlle har adgangskoden {PASSWORD}\n")
    with force_locale("da"):
        for user in users:
            place = user.team.name if user.team else user.municipality.name
            click.echo(f"    {user.email:<28}{user.role.label!s:<26}{place}")
