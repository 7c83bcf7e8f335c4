"""How many seconds it takes to invent a municipality, by size.

python -m bench.demo [--sizes 1 10] [--seed 1]
"""

import argparse
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from flask_migrate import upgrade

from config import Config
from fostermatch import create_app
from fostermatch.database import db
from fostermatch.demo import make


class Bench(Config):
    SECRET_KEY = "bench"
    DATA_KEYS = {1: bytes(range(32))}

    def __init__(self, path: Path) -> None:
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{path}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("size  seconds  of which the round   rows")
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            report(create_app(Bench(Path(folder) / "demo.db")), size, options.seed)


def report(app, size: float, seed: int) -> None:
    with app.app_context():
        upgrade()
        began = perf_counter()
        round_ = make.fill(date(2026, 3, 2), size, seed)
        db.session.commit()
        seconds = perf_counter() - began
        rows = sum(db.session.query(table).count() for table in db.metadata.sorted_tables)
        print(f"{size:4g} {seconds:8.1f} {round_.milliseconds / 1000:19.1f} {rows:6}")
        db.session.remove()
        db.engine.dispose()


if __name__ == "__main__":
    main()
