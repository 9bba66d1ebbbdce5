#!/usr/bin/env bash
# A chromium for the browser tests: installed where that is possible; otherwise they are skipped, and this says so.
set -euo pipefail

command -v chromium >/dev/null && exit 0
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  echo "installing chromium for the browser tests"
  apt-get update -qq || true
  if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation fonts-dejavu >/dev/null; then
    exit 0
  fi
fi
echo "chromium is not installed: the browser tests will be skipped (on Debian: apt-get install chromium)"
