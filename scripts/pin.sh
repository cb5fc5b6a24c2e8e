#!/usr/bin/env bash
# Pin what is installed in images and in CI, with hashes and without naming an index: scripts/pin.sh (needs uv).
set -euo pipefail
cd "$(dirname "$0")/.."
pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"; }
pin pyproject.toml --extra postgres --output-file requirements.txt
pin pyproject.toml requirements-build.in --constraint requirements.txt --extra dev --output-file requirements-dev.txt
