# Sourced by ./run and ./test: sets `python` to an interpreter of 3.11 or newer, or ends with a clear message.
# LUOSHI_PYTHON names one where several are installed.
python=
for candidate in ${LUOSHI_PYTHON:-} python3.11 python3.12 python3.13 python3 python3.14 python; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Luoshi needs Python 3.11 or newer, and none was found. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
  echo "If it is installed elsewhere, name it: LUOSHI_PYTHON=/path/to/python3 $0" >&2
  exit 2
fi
