"""The engine compiled to machine code: where it lies, and whether it is what the sources say.

``bin/compile.py`` makes it from the sources, which stay the only truth: the folder it lies in is named by a hash of
every file of this package, so that what was made of other sources is never found. Without it, with
``LUOSHI_COMPILED=0``, under a debugger and where coverage is measured, the sources run as they are.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

SOURCES = Path(__file__).parent
COMPILED = Path(sys.prefix) / "luoshi-compiled"
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))
LIBRARY = "luoshi_reading__mypyc"
"""The one library that holds all modules; beside each module lies a stub that asks it."""


def fingerprint() -> str:
    """Hash what the compiled engine depends on: the files of the package and the Python that loads it."""
    digest = hashlib.sha256(f"{sys.version} {SUFFIX} ".encode())
    for folder, folders, names in os.walk(SOURCES):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(name for name in names if not name.startswith(".")):  # what an editor leaves
            path = os.path.join(folder, name)  # noqa: PTH118 - a hundred and seventy paths at every start
            with open(path, "rb") as file:  # noqa: PTH123
                content = file.read()
            digest.update(f"{os.path.relpath(path, SOURCES)} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()[:32]


def package_path(plain: list[str]) -> list[str]:
    """Return where the modules of the package are looked for: compiled first, where that may be used."""
    if os.environ.get("LUOSHI_COMPILED") == "0" or sys.gettrace() is not None or not COMPILED.is_dir():
        return plain
    try:
        folder = COMPILED / fingerprint()
    except OSError:  # a file went away meanwhile, or may not be read
        return plain
    return [str(folder / SOURCES.name), *plain] if _loads(folder / f"{LIBRARY}{SUFFIX}") else plain


def is_compiled() -> bool:
    """Tell whether this process runs the compiled engine."""
    return LIBRARY in sys.modules


def _loads(library: Path) -> bool:
    """Load the library, which the stubs look for by its name."""
    if not library.is_file():
        return False
    loader = ExtensionFileLoader(LIBRARY, str(library))
    spec = spec_from_loader(LIBRARY, loader)
    assert spec is not None
    try:
        module = module_from_spec(spec)
        loader.exec_module(module)
    except ImportError:  # made for another system, or damaged: the sources do as well
        return False
    sys.modules[LIBRARY] = module
    return True
