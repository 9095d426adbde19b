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
for command in lsp 'generate --watch'; do # without the extras, they say what to install
    code=0
    # shellcheck disable=SC2086 # two words
    "$work/venv/bin/specquilt" $command 2>"$work/said" || code=$?
    test $code = 2 && grep -q "pip install 'specquilt\[" "$work/said"
done
"$work/venv/bin/python" -W error -c 'import specquilt; assert specquilt.lint("specs/cohere/pages").findings'
PYTHONPATH="$work/out" "$work/venv/bin/python" -W error -c 'import wheel_client; print("wheel:", wheel_client.__name__, "imports")'
