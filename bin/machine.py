"""What the tests need from the machine itself: a browser, Chinese fonts, gettext and a PostgreSQL server.

Root gets what is missing from Debian's packages; anyone else is told what to install. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import postgresql

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str | None:
    """Give the path of a Chromium; LUOSHI_CHROMIUM names another."""
    named = os.environ.get("LUOSHI_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Tell whether the machine can draw Chinese."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True).stdout.strip())


def missing_packages() -> list[str]:
    """Name Debian's packages for what is missing."""
    found = {
        "chromium": browser() is not None,
        "fonts-noto-cjk": has_chinese_font(),
        "gettext": shutil.which("xgettext") is not None,
        "postgresql": postgresql.programs() is not None,
    }
    return [name for name, is_there in found.items() if not is_there]


def main() -> int:
    """Install what is missing, or say so; give the exit status."""
    packages = missing_packages()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} …", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=environment)
        packages = missing_packages()
    if packages:
        print(f"The tests need {', '.join(packages)}. As root: apt-get install {' '.join(packages)}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
