#!/usr/bin/env bash
# Sees to it that there is a Chromium for the browser tests. Installs a system package only as root; otherwise it
# prints the command and ends with exit status 2. The tests look for `chromium` in PATH.
set -u

command -v chromium >/dev/null && exit 0

install="apt-get update && apt-get install --yes --no-install-recommends chromium fonts-liberation"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update --quiet --quiet && apt-get install --quiet --yes --no-install-recommends chromium fonts-liberation \
    && command -v chromium >/dev/null; then
    exit 0
  fi
  echo "Chromium could not be installed; see above. The command was: $install" >&2
  exit 2
fi

if command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium. Install it with: sudo sh -c '$install'" >&2
else
  echo "The browser tests need Chromium: install it so that the command 'chromium' is found." >&2
fi
echo "Without it, 'make test-fast' runs the tests that need no browser and no database server." >&2
exit 2
