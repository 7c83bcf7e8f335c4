"""Accounts from the command line: flask accounts ..."""

import secrets

import click
import sqlalchemy as sa
from flask import Blueprint

from fostermatch import audit, clock
from fostermatch.accounts.models import Municipality, Role, User
from fostermatch.database import db


def add_to(bp: Blueprint) -> None:
    bp.cli.add_command(municipality)


@click.command()
@click.argument("name")
@click.option("--administrator", required=True, help="The e-mail of its first administrator.")
def municipality(name: str, administrator: str) -> None:
    """Make the municipality NAME with its first administrator, and print a first password."""
    email = administrator.strip().lower()
    if db.session.scalar(sa.select(Municipality).filter_by(name=name)):
        raise click.BadParameter(f"There is already a municipality called {name}.")
    if db.session.scalar(sa.select(User).filter_by(email=email)):
        raise click.BadParameter(f"Somebody already signs in as {email}.")
    owner, password = Municipality(name=name), secrets.token_urlsafe(12)
    db.session.add(owner)
    db.session.flush()
    user = User(
        name=email,
        email=email,
        role=Role.ADMINISTRATOR,
        municipality_id=owner.id,
        starts_on=clock.today(),
    )
    user.set_password(password)
    user.must_change_password = True
    db.session.add(user)
    audit.record("municipality.add", user, by=user)
    db.session.commit()
    click.echo(f"{email} signs in with {password} and then chooses a password.")
