"""Refresh fostermatch/static/htmx from its npm package.

    python tools/vendor_htmx.py [VERSION]

Needs npm.
"""

import json
import sys
from pathlib import Path

from vendor_design_system import npm_package, script

TARGET = Path(__file__).parents[1] / "fostermatch" / "static" / "htmx"
README = """\
# htmx {version}

Copied from the npm package `htmx.org` {version} by `tools/vendor_htmx.py`, not by hand; the
script loses its reference to a source map. Zero-Clause BSD: `LICENSE`.
"""


def main() -> None:
    package = npm_package(f"htmx.org@{sys.argv[1] if len(sys.argv) > 1 else '4'}")
    version = json.loads(package["package.json"])["version"]
    TARGET.mkdir(exist_ok=True)
    (TARGET / "README.md").write_text(README.format(version=version))
    (TARGET / "LICENSE").write_bytes(package["LICENSE"])
    (TARGET / "htmx.min.js").write_text(script(package["dist/htmx.min.js"]))
    print(f"htmx {version} in {TARGET}")


if __name__ == "__main__":
    main()
