#!/usr/bin/env bash
# What two young type checkers, ty and pyrefly, say of the generated client: a report, not a check. mypy and
# pyright check it in strict mode (tests/type_checks, tests/python/test_typing.py).
set -uo pipefail
cd "$(dirname "$0")/../.."
python=$PWD/.venv/bin/python
cd "${1:-generated/cohere-embed}"
said() { "$python" -m uv --quiet tool run --from "$1" "${@:2}" 2>&1; }

echo "== ty"
said 'ty==0.0.105' ty check --python "$python" --output-format concise . | sort | uniq | tail -40
echo "== pyrefly"
said 'pyrefly==1.4.1' pyrefly check --python-interpreter-path "$python" --output-format min-text . | tail -40
