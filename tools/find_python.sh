#!/usr/bin/env bash
# Prints the Python that `make setup` builds .venv with. Names everything that is missing at once, then exit status 2.
# PYTHON=/path/to/python3.12 chooses one.
set -u

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

missing=()
found=""
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if is_new_enough "$candidate"; then
    found=$candidate
    has_venv "$candidate" && break
  fi
done

if [ -z "$found" ]; then
  missing+=("Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)")
elif ! has_venv "$found"; then
  missing+=("the venv module of $found (Debian, Ubuntu: apt-get install python3-venv)")
fi
command -v git >/dev/null || missing+=("git (Debian, Ubuntu: apt-get install git)")

if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing on this machine:" >&2
  printf -- '- %s\n' "${missing[@]}" >&2
  exit 2
fi
"$found" -c 'import sys; print(sys.executable)'
