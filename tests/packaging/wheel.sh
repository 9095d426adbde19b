#!/usr/bin/env bash
# The built wheel works in an empty environment: templates inside, command runs, client imports.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m pip wheel --quiet --no-deps --wheel-dir "$work/wheels" .
.venv/bin/python -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work"/wheels/specquilt-*.whl
cp -r specs "$work/specs"
cd "$work"
"$work/venv/bin/specquilt" generate specs/cohere/pages/embed-and-datasets.md -o "$work/out" --package wheel_client
PYTHONPATH="$work/out" "$work/venv/bin/python" -W error -c 'import wheel_client; print("wheel:", wheel_client.__name__, "imports")'
