#!/usr/bin/env bash
# The declared bounds of dependencies are true: the tool and a generated package work with the lowest
# versions that they declare, and with the newest that exist; and the outputs are the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SPECQUILT_CACHE=off
uv() { "$here/.venv/bin/uv" "$@" --quiet; }

for resolution in lowest-direct highest; do
    at=$work/$resolution
    uv venv --python .venv/bin/python "$at/tool"
    uv pip install --python "$at/tool/bin/python" --resolution "$resolution" '.[lsp,parity,watch]'
    cp -r specs generated "$at"
    cp tests/packaging/bounds/api.yaml "$at"
    cd "$at"
    tool/bin/specquilt generate --check
    tool/bin/specquilt lint --format json=lint.json
    tool/bin/specquilt generate api.yaml -o quilts
    tool/bin/python -W error -c 'import watchfiles; from specquilt.lsp.server import server; server()'
    tool/bin/specquilt lsp </dev/null
    cd "$here"
    uv venv --python .venv/bin/python "$at/client"
    uv pip install --python "$at/client/bin/python" --resolution "$resolution" \
        "$at/quilts[aiohttp,http2,numpy,opentelemetry]"
    echo -n "$resolution: "
    "$at/client/bin/python" -W error tests/packaging/bounds/smoke.py
done
diff -r --exclude specquilt.lock "$work/lowest-direct/quilts" "$work/highest/quilts"
