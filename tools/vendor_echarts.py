"""Refresh fostermatch/static/echarts from its npm package.

    python tools/vendor_echarts.py [VERSION]

Needs npm.
"""

import json
import sys
from pathlib import Path

from vendor_design_system import npm_package

TARGET = Path(__file__).parents[1] / "fostermatch" / "static" / "echarts"
KEPT = ("dist/echarts.common.min.js", "LICENSE", "NOTICE", "licenses/LICENSE-d3")
README = """\
# Apache ECharts {version}

Copied from the npm package `echarts` {version} by `tools/vendor_echarts.py`, not by hand: the build
with the usual charts. Apache 2.0: `LICENSE`, `NOTICE`; parts of d3 under BSD: `LICENSE-d3`.
"""


def main() -> None:
    package = npm_package(f"echarts@{sys.argv[1] if len(sys.argv) > 1 else '6'}")
    version = json.loads(package["package.json"])["version"]
    TARGET.mkdir(exist_ok=True)
    (TARGET / "README.md").write_text(README.format(version=version))
    for name in KEPT:
        (TARGET / Path(name).name).write_bytes(package[name])
    print(f"ECharts {version} in {TARGET}")


if __name__ == "__main__":
    main()
