from flask import Blueprint

from fostermatch.demo import commands

bp = Blueprint("demo", __name__, cli_group="demo")
commands.add_to(bp)

__all__ = ["bp"]
