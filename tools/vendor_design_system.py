"""Refresh fostermatch/static/dkfds from the npm package of Det Fælles Designsystem.

    python tools/vendor_design_system.py [VERSION]

Needs npm. The stylesheet loses its own @font-face rules: a browser that meets a character
missing from our smaller files would otherwise ask for the complete ones, which we do not ship.
fostermatch/static/fonts.css declares the font instead.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).parents[1] / "fostermatch" / "static" / "dkfds"
LICENCES = "spdx-license-list@6"
WEIGHTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")

README = """\
# Det Fælles Designsystem {version}

Copied from the npm package `dkfds` {version} by `tools/vendor_design_system.py`, not by hand.

| Files | Licence |
|---|---|
| `css`, `js`, `img/*.png` | MIT: `LICENSE.md` |
| `img/*.svg`: Material Symbols, Material Design Icons | Apache 2.0: `Apache-2.0.txt` |
| `fonts`: IBM Plex Sans, Latin 1 | SIL Open Font License 1.1: `fonts/OFL-1.1.txt` |

`LICENSE.md` lists the icons and how the design system changed them. The script changes two things:
the stylesheet loses its `@font-face` rules (ours are in `../fonts.css`), and the stylesheet and the
script lose their references to source maps.
"""


def npm_package(spec: str) -> dict[str, bytes]:
    """The files of an npm package, by their path in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", spec, "--json", "--pack-destination", folder]
        packed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        with tarfile.open(Path(folder, packed[0]["filename"])) as archive:
            files = [(member.name, archive.extractfile(member)) for member in archive]
            return {name.removeprefix("package/"): file.read() for name, file in files if file}


def stylesheet(original: bytes) -> str:
    """The design system's stylesheet without fonts and source map."""
    css = re.sub(r"@font-face\{[^}]*url\([^}]*\}", "", original.decode())
    return re.sub(r"\s*/\*# sourceMappingURL=.*?\*/", "\n", css)


def script(original: bytes) -> str:
    return re.sub(r"\s*//# sourceMappingURL=\S*", "\n", original.decode())


def shipped(package: dict[str, bytes], apache: str) -> dict[str, bytes]:
    """Everything we keep, by its path under TARGET."""
    css = stylesheet(package["dist/css/dkfds.min.css"])
    pictures = {name.removeprefix("../") for name in re.findall(r"url\(([^)]+)\)", css)}
    fonts = "dist/fonts/IBMPlexSans/split/woff2"
    version = json.loads(package["package.json"])["version"]
    return {
        "README.md": README.format(version=version).encode(),
        "LICENSE.md": package["LICENSE.md"],
        "Apache-2.0.txt": apache.encode(),
        "css/dkfds.min.css": css.encode(),
        "js/dkfds.min.js": script(package["dist/js/dkfds.min.js"]).encode(),
        "fonts/OFL-1.1.txt": package[f"{fonts}/license.txt"],
        **{
            f"fonts/IBMPlexSans-{weight}-Latin1.woff2": package[
                f"{fonts}/IBMPlexSans-{weight}-Latin1.woff2"
            ]
            for weight in WEIGHTS
        },
        **{name: package[f"dist/{name}"] for name in {"img/all-svg-icons.svg"} | pictures},
    }


def main() -> None:
    version = sys.argv[1] if len(sys.argv) > 1 else "11"
    apache = json.loads(npm_package(LICENCES)["licenses/Apache-2.0.json"])["licenseText"]
    files = shipped(npm_package(f"dkfds@{version}"), apache)
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, content in files.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(files)} files, {sum(map(len, files.values())) // 1024} KB in {TARGET}")


if __name__ == "__main__":
    main()
