"""The command line ``luoshi``: reading, serving, demonstration, first administrator, backup and restore.

``read`` and ``archive`` need no Django and load none. Every refusal is a sentence on standard error and exit status 2.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

REFUSED = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit status: 0 done, 1 failed, 2 refused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["read"]:
        from luoshi_reading.cli import main as read

        return read(arguments[1:])
    if arguments[:1] == ["archive"]:
        from luoshi_archive.cli import main as archive

        return archive(arguments[1:])
    options = _parser().parse_args(arguments)
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError

    from luoshi.site.errors import CommandRefused

    try:
        return _run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except CommandRefused as refusal:
        print(refusal, file=sys.stderr)
    except OperationalError as error:
        print(f"The database cannot be used: {error}".strip(), file=sys.stderr)
    except ImproperlyConfigured as error:
        print(f"A setting is wrong: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'The system'}: {error.strerror or error}", file=sys.stderr)
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="luoshi", description="Luoshi (落实): from the meeting's paper to tasks done."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("read", help="read documents and print what they order (luoshi read --help)")
    commands.add_parser("archive", help="read whole archives into Parquet tables (luoshi archive --help)")
    commands.add_parser("setup", help="bring tables, translations and static files up to date")
    serve = commands.add_parser("serve", help="serve pages and background work until Ctrl-C")
    serve.add_argument("--empty", action="store_true", help="no demonstration; make the first administrator")
    commands.add_parser("demo", help="load the demonstration jurisdiction into an empty database")
    admin = commands.add_parser("admin", help="make an administrator of the jurisdiction")
    admin.add_argument("--username")
    backup = commands.add_parser("backup", help="write database and files into one archive")
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE where it exists")
    restore = commands.add_parser("restore", help="put an archive's database and files in place")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="put aside what stands there now")
    return parser


def _run(options: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    import django

    django.setup()
    from luoshi.site.commands import COMMANDS

    return COMMANDS[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
