#!/usr/bin/env bash
# Chromium, WebKitGTK with its driver and Firefox ESR: from Debian's packages where there is apt and root,
# else Playwright's own builds. Safe to run again: what is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/../.."

# axe-core and Lighthouse; neither brings a browser of its own.
[ -d tests/browser/node_modules/axe-core ] || npm --prefix tests/browser ci --silent --no-update-notifier

if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "No apt as root here: Playwright's own browsers are used."
  exec .venv/bin/python -m playwright install chromium webkit firefox
fi

export DEBIAN_FRONTEND=noninteractive
apt() { apt-get -qq -o APT::Keep-Downloaded-Packages=false -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

PACKAGES=(
  chromium                                         # engine 1
  webkit2gtk-driver                                # engine 2: WebKitWebDriver
  gir1.2-webkit2-4.1 python3-gi python3-gi-cairo   # engine 2, driven from Python: it can say no to the camera
  gstreamer1.0-plugins-base gstreamer1.0-plugins-good  # WebKit's video pipeline
  libgl1-mesa-dri                                  # WebKit's software GL
  firefox-esr                                      # engine 3
  xvfb                                             # WebKitGTK has no headless mode
  fonts-dejavu-core                                # or text is measured with no font at all
)
missing=()
for package in "${PACKAGES[@]}"; do
  [ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# Current browsers come from the security suite; a minimal image may lack it.
if ! grep -rqsE '^[^#]*bookworm-security' /etc/apt/sources.list /etc/apt/sources.list.d/; then
  mirror=$(grep -rhsoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d/ | head -1 \
    | sed -E 's#/debian/? ?$##' || true)
  [ -n "$mirror" ] || { echo "No Debian mirror in apt's sources: add the bookworm-security suite." >&2; exit 1; }
  echo "deb $mirror/debian-security bookworm-security main" > /etc/apt/sources.list.d/security.list
fi
echo "Installing ${missing[*]} ..."
apt update
apt install -y --no-install-recommends "${missing[@]}" >/dev/null
