#!/bin/sh
# Finds a Python that RealTalk runs on and lets it do the rest: setup/install.py.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")

fits() {
    "$1" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info < (3, 14) and sys.implementation.name == "cpython"))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- "$root/.venv/bin/python" python3.13 python3.12 python3.11 python3 python
    fi
    for candidate in "$@"; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            found=$candidate
            return 0
        fi
    done
    return 1
}

apt_get() {
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo DEBIAN_FRONTEND=noninteractive apt-get "$@"
    else
        return 1
    fi
}

if ! find_python; then
    if [ -n "${PYTHON:-}" ]; then
        echo "RealTalk runs on Python 3.11, 3.12 or 3.13, which $PYTHON is not." >&2
        exit 1
    fi
    if ! command -v python3 >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
        echo "RealTalk needs Python: installing python3 and python3-venv."
        { apt_get update -qq && apt_get install -y -qq --no-install-recommends python3 python3-venv; } >&2 || true
    fi
    if ! find_python; then
        echo "RealTalk runs on Python 3.11, 3.12 or 3.13, and none of them was found." >&2
        echo "Install one of them (on Debian: apt-get install python3 python3-venv), or name it: make run PYTHON=/path/to/python3" >&2
        exit 1
    fi
fi
exec "$found" "$here/install.py" "$@"
