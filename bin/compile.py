"""Compile the reading engine to machine code, which reads half as quick again, where this machine can.

``compile.py`` does it now, ``compile.py --behind`` behind whatever starts next. It takes a C compiler, Python's headers
and the packages of ``requirements/compile.txt``; where one is missing the engine runs as it is, which is said once.
The sources stay the only truth: a copy of them is compiled into the environment, in a folder named by their hash, and
used for exactly these sources (``luoshi_reading/compiled.py``). ``LUOSHI_COMPILED=0`` leaves it all out.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ASKED = os.environ.get("LUOSHI_COMPILED") != "0"
os.environ["LUOSHI_COMPILED"] = "0"  # what is imported here is no reading
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "bin")]

from rewriting import texts_of, with_letters  # noqa: E402

from luoshi_reading.compiled import COMPILED, LIBRARY, SOURCES, SUFFIX, fingerprint  # noqa: E402

# What is left to other libraries, the terminal or the network gains nothing; what leaves the engine is copied, which
# compiled values that nobody may change cannot be; and compiled properties are not kept (unusual.py).
LEFT_OUT = (
    "opening/",
    "second_reader/",
    "cli.py",
    "compiled.py",
    "errors.py",
    "model.py",
    "repair/characters/unusual.py",
)
BEHIND, ALONE = "--behind", "--alone"
NOTE = COMPILED / "not-compiled.txt"
LOG = COMPILED / "compiling.log"
KEPT = 2
"""So many of the folders before are kept: a process that began with one may not have loaded all its modules."""
UNFINISHED = "unfinished-"
DEMONSTRATION = PROJECT / "src/luoshi/workflows/demonstration/documents"
READS = """
import json, sys
from pathlib import Path
from luoshi_reading.pipeline import as_json, read
for name in sys.argv[1:]:
    print(json.dumps(as_json(read(Path(name).read_bytes(), name=name))))
"""
RECIPE = "recipe.txt"
PACKAGES = PROJECT / "requirements/compile.txt"
REWRITES = PROJECT / "bin/rewriting.py"
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+")
REMEMBERED = "remembered"
DATA_CLASSES = {
    "@dataclass(slots=True)": "@dataclass(slots=True, init=False)",
    "@dataclass(frozen=True, slots=True)": "@dataclass(slots=True, init=False, unsafe_hash=True)",
}
FUTURE = "from __future__ import annotations"
IDLE = 19
LONGEST = 900
"""Seconds that one run of the compiler, or of what it made, may take."""
TRIED_AGAIN = 86_400
"""Seconds after which it is tried again behind a start, where it failed."""
NO_COMPILER = "there is no C compiler (Debian and Ubuntu: apt-get install gcc python3-dev)"
NO_PACKAGES = "the packages of requirements/compile.txt could not be installed"
NO_HEADERS = "Python's headers are missing (Debian and Ubuntu: apt-get install python3-dev)"


def lacking() -> str:
    """Say what this machine lacks for compiling; "" where nothing."""
    if compiler() is None:
        return NO_COMPILER
    return "" if Path(sysconfig.get_path("include"), "Python.h").is_file() else NO_HEADERS


def compiler() -> str | None:
    """Find a C compiler: the one that made this Python, or the system's."""
    made_by = str(sysconfig.get_config_var("CC") or "").split()[:1]
    return next(filter(None, map(shutil.which, (*made_by, "cc", "gcc", "clang"))), None)


def noted(key: str) -> str:
    """Why these sources were not compiled when it was tried last; "" where that is not known."""
    note = NOTE.read_text(encoding="utf-8") if NOTE.is_file() else ""
    return note.removeprefix(key).strip() if note.startswith(key) else ""


def say(why: str) -> None:
    """Tell why the engine is not compiled."""
    print(f"The reading engine runs uncompiled, at two thirds of its speed: {why}.", flush=True)


def say_once(key: str, why: str) -> None:
    """Tell why the engine is not compiled, unless that was told of these sources before."""
    if noted(key) != why:
        say(why)
        NOTE.write_text(f"{key} {why}\n", encoding="utf-8")


def recipe() -> str:
    """Hash how the engine is compiled: by which statements and by which packages."""
    return hashlib.sha256(b"".join(one.read_bytes() for one in (Path(__file__), REWRITES, PACKAGES))).hexdigest()


def is_made(key: str) -> bool:
    """Tell whether the engine of these sources lies there, made as it would be made now."""
    made_by = COMPILED / key / RECIPE
    return made_by.is_file() and made_by.read_text(encoding="utf-8") == recipe()


def modules(package: Path) -> list[Path]:
    """List the modules of a package that are compiled."""
    return [
        path
        for path in sorted(package.rglob("*.py"))
        if path.name != "__init__.py" and not path.relative_to(package).as_posix().startswith(LEFT_OUT)
    ]


def with_constants(source: str) -> str:
    """Mark the constants of a module, written in capitals and once: what is not marked is looked up by name each time.

    Every line stays where it is.
    """
    lines = source.split("\n")
    tree = ast.parse(source)
    written = [name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names * 2]
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            written += [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and _is_stored(part)]
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        target = targets[0] if len(targets) == 1 else None
        if isinstance(node, ast.Assign) and (apart := _apart(node, target, written)):
            lines[node.lineno - 1] = apart
            continue
        if not isinstance(target, ast.Name) or not CONSTANT.fullmatch(target.id) or written.count(target.id) > 1:
            continue
        line = lines[target.lineno - 1].encode()
        if isinstance(node, ast.Assign):
            marked = line[: target.end_col_offset] + b": Final" + line[target.end_col_offset :]
        elif isinstance(node, ast.AnnAssign) and node.value and node.annotation.end_lineno == node.lineno:
            start, end = node.annotation.col_offset, node.annotation.end_col_offset
            marked = b"".join((line[:start], b"Final[", line[start:end], b"]", line[end:]))
        else:
            continue
        lines[target.lineno - 1] = marked.decode()
    if FUTURE in lines:
        lines[lines.index(FUTURE)] += "; from typing import Final"
    return "\n".join(lines)


def _apart(node: ast.Assign, target: ast.AST | None, written: list[str]) -> str:
    """Write the constants of ``AA, BB = 1, 2`` one by one, marked; "" where that cannot be done."""
    if not (isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and node.end_lineno == node.lineno):
        return ""
    names, values = [ast.unparse(one) for one in target.elts], [ast.unparse(one) for one in node.value.elts]
    if len(names) != len(values) or not all(CONSTANT.fullmatch(one) and written.count(one) == 1 for one in names):
        return ""
    return "; ".join(f"{name}: Final = {value}" for name, value in zip(names, values, strict=True))


def _is_stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def with_constructors(source: str) -> str:
    """Write out the constructors of data classes: those that ``dataclass`` makes stay interpreted, seven times as slow.

    Each stands in the empty line behind the fields, so that every line stays where it is. That nobody changes what is
    frozen was seen to when the sources were checked; a written constructor may not either.
    """
    lines = source.split("\n")
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef) or not node.decorator_list:
            continue
        decorator = node.decorator_list[0]
        written = lines[decorator.lineno - 1]
        fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
        behind = fields[-1].end_lineno if fields else None
        if (
            written not in DATA_CLASSES
            or behind is None
            or lines[behind]
            or any(isinstance(field.value, ast.Call) or field.end_lineno != field.lineno for field in fields)
        ):
            continue
        taken, stored = ["self"], []
        for field in fields:
            line = lines[field.lineno - 1].strip()
            assert isinstance(field.target, ast.Name)
            taken.append(line)
            stored.append(f"self.{field.target.id} = {field.target.id}")
            lines[field.lineno - 1] = f"    {field.target.id}: {ast.unparse(field.annotation)}"
        lines[decorator.lineno - 1] = DATA_CLASSES[written]
        lines[behind] = f"    def __init__({', '.join(taken)}) -> None: {'; '.join(stored)}"
    return "\n".join(lines)


def with_answers(source: str) -> str:
    """Look up what ``remembered`` keeps in a table: a cache of Python's takes as long as what it is asked for.

    The table stands behind the last line, so that every line stays where it is.
    """
    lines = source.split("\n")
    behind: list[str] = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or [ast.unparse(one) for one in node.decorator_list] != [REMEMBERED]:
            continue
        lines[node.decorator_list[0].lineno - 1] = ""
        lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"def {node.name}(", f"def _asked_{node.name}(", 1)
        names = [one.arg for one in node.args.args]
        named = [one.arg for one in node.args.kwonlyargs]
        key = names[0] if len(names + named) == 1 else f"({', '.join(names + named)})"
        kinds = ", ".join(ast.unparse(one.annotation) for one in (*node.args.args, *node.args.kwonlyargs))  # type: ignore[arg-type]
        kind = kinds if len(names + named) == 1 else f"tuple[{kinds}]"
        answer = ast.unparse(node.returns)  # type: ignore[arg-type]
        table = f"_ANSWERS_OF_{node.name.upper()}"
        behind += [
            f"{table}: dict[{kind}, {answer}] = answers()",
            f"def {node.name}({ast.unparse(node.args)}) -> {answer}:",
            f"    known = {table}.get({key})",
            "    if known is None:",
            f"        known = _asked_{node.name}({', '.join(names + [f'{one}={one}' for one in named])})",
            f"        {table}[{key}] = known",
            "    return known",
        ]
    return "\n".join([*lines, "from luoshi_reading.facts.remembered import answers", *behind, ""] if behind else lines)


def to_c(folder: Path) -> list[tuple[str, list[str], list[str]]]:
    """Write the package of a folder as C; give each library's name, sources and folders of headers."""
    from mypyc.build import mypycify

    chosen = modules(folder / SOURCES.name)
    sources = {path: path.read_text(encoding="utf-8") for path in chosen}
    texts = texts_of(sources.values())
    for path, source in sources.items():
        values = vars(import_module(".".join(path.relative_to(folder).with_suffix("").parts)))
        written = with_letters(with_constructors(with_answers(source)), values, texts)
        path.write_text(with_constants(written), encoding="utf-8")
    options = ["--config-file=", "--cache-dir=/dev/null", "--ignore-missing-imports"]
    names = [str(path.relative_to(folder)) for path in chosen]
    with contextlib.chdir(folder):
        made = mypycify(
            [*options, *names],
            multi_file=True,
            target_dir=str(folder / "c"),
            group_name=LIBRARY.removesuffix("__mypyc"),
        )
    return [(one.name, one.sources, one.include_dirs) for one in made]


def to_library(target: Path, sources: list[str], headers: list[str], *, at_once: int) -> None:
    """Compile and link C. Raises CalledProcessError where the compiler refuses it."""
    flags = ["-O2", "-w", "-fPIC", "-fwrapv", "-DNDEBUG", f"-I{sysconfig.get_path('include')}"]
    flags += [f"-I{one}" for one in headers]
    command = str(compiler())

    def compiled(source: str) -> str:
        subprocess.run(
            [command, *flags, "-c", source, "-o", source + ".o"], check=True, capture_output=True, timeout=LONGEST
        )
        return source + ".o"

    with ThreadPoolExecutor(at_once) as pool:
        objects = list(pool.map(compiled, sources))
    shared = str(sysconfig.get_config_var("LDSHARED")).split()[1:]
    subprocess.run([command, *shared, *objects, "-o", str(target)], check=True, capture_output=True, timeout=LONGEST)


def build(folder: Path, *, at_once: int) -> None:
    """Compile the package into a folder: beside each module the stub that asks the one library for it."""
    shutil.copytree(SOURCES, folder / SOURCES.name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name, sources, headers in to_c(folder):
        to_library(folder / (name.replace(".", "/") + SUFFIX), sources, headers, at_once=at_once)
    shutil.rmtree(folder / "c")
    (folder / RECIPE).write_text(recipe(), encoding="utf-8")


def reads_the_same(folder: Path) -> bool:
    """Tell whether what was compiled reads the demonstration's documents as the sources do."""

    def read_by(path: Path) -> bytes:
        environment = os.environ | {"PYTHONPATH": str(path), "LUOSHI_COMPILED": "0"}
        command = [sys.executable, "-c", READS, *documents]
        run = subprocess.run(command, env=environment, capture_output=True, timeout=LONGEST)
        return run.stdout if run.returncode == 0 else b""

    documents = sorted(map(str, DEMONSTRATION.glob("*.txt")))
    mine = read_by(SOURCES.parent)
    return mine != b"" and read_by(folder) == mine


def compile_engine(key: str, *, at_once: int) -> str:
    """Compile the engine into the folder of that name; say why where that cannot be done."""
    # The Python that the environment was made with may have the only pip.
    command = [getattr(sys, "_base_executable", sys.executable), PROJECT / "bin/environment.py", "compile"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        return NO_PACKAGES
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=COMPILED))
    folder.chmod(0o755)
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            build(folder, at_once=at_once)
        if not reads_the_same(folder):
            return "what was compiled does not read as the sources do"
        if fingerprint() != key:
            return "its sources changed meanwhile"
        if (COMPILED / key).is_dir():  # made by another recipe
            (COMPILED / key).rename(folder.with_name(folder.name + "-before"))
        folder.rename(COMPILED / key)
    except (Exception, SystemExit) as error:
        why = error.stderr.decode(errors="replace") if isinstance(error, subprocess.CalledProcessError) else repr(error)
        LOG.write_text(f"{told.getvalue()}\n{why}\n", encoding="utf-8")
        return f"compiling it failed, as {LOG.relative_to(PROJECT)} tells" if LOG.is_relative_to(PROJECT) else why
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def clear() -> None:
    """Remove what was compiled of sources long gone, and what was never finished."""
    for folder in COMPILED.glob(UNFINISHED + "*"):
        shutil.rmtree(folder, ignore_errors=True)
    made = sorted((one for one in COMPILED.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for folder in made[: -KEPT - 1]:
        shutil.rmtree(folder, ignore_errors=True)


def start_behind() -> None:
    """Let another process compile the engine while what was asked for starts."""
    print(
        "The reading engine is being compiled behind this start; from the next start on it reads half as quick again."
    )
    command = ["nice", "-n", str(IDLE), sys.executable, __file__, ALONE]
    environment = os.environ | {"LUOSHI_COMPILED": "1"}
    nothing = subprocess.DEVNULL
    subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment)


def main(how: str) -> None:
    """Compile the engine unless it is compiled, may not or cannot be."""
    key = fingerprint()
    if not ASKED or is_made(key):
        return
    COMPILED.mkdir(exist_ok=True)
    if why := lacking():
        say_once(key, why)
        return
    if how == BEHIND:
        why = noted(key)
        if why in ("", NO_COMPILER, NO_HEADERS) or time.time() - NOTE.stat().st_mtime > TRIED_AGAIN:
            start_behind()
        else:
            say(why)  # nobody heard it behind the start before
        return
    with (COMPILED / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("The reading engine is being compiled by another command; waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        if is_made(key):
            return
        print("Compiling the reading engine, once for each version of it; that takes a minute or two …", flush=True)
        clear()
        if why := compile_engine(key, at_once=1 if how == ALONE else os.cpu_count() or 1):
            say_once(key, why)
        else:
            NOTE.unlink(missing_ok=True)
            LOG.unlink(missing_ok=True)


def attempt(how: str) -> None:
    """Compile where that can be done; a full disk, or an environment that another account owns, stops nothing."""
    try:
        main(how)
    except OSError as error:
        print(f"The reading engine was not compiled: {error}", flush=True)


if __name__ == "__main__":
    attempt("".join(sys.argv[1:]))
