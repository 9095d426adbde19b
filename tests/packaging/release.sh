#!/usr/bin/env bash
# What a release publishes: an sdist and a wheel that are the same bytes each time, a description that PyPI
# renders, a list of what is installed (CycloneDX), and a command that works when installed from the sdist.
# With a folder as its argument it leaves the three files there.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD out=${1:+$(mkdir -p "$1" && cd "$1" && pwd)} work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH SPECQUILT_CACHE=off
uv() { "$here/.venv/bin/uv" --quiet "$@"; }

# Another folder, another umask, the wheel once from the checkout and once from the sdist: the same bytes.
.venv/bin/python -m hatchling build --directory "$work/one" > /dev/null 2>&1
sdist=$(basename "$work"/one/*.tar.gz) wheel=$(basename "$work"/one/*.whl)
(
    umask 077
    mkdir "$work/unpacked"
    tar -xzf "$work/one/$sdist" -C "$work/unpacked" --strip-components 1
    cd "$work/unpacked"
    "$here/.venv/bin/python" -m hatchling build --directory "$work/two" > /dev/null 2>&1
)
cmp "$work/one/$sdist" "$work/two/$sdist"
cmp "$work/one/$wheel" "$work/two/$wheel"
.venv/bin/twine check --strict "$work"/one/* > "$work/twine.txt" || { cat "$work/twine.txt"; exit 1; }

# Installed from the sdist with the versions of the lock, it works; the list is of what that installs.
uv venv --python .venv/bin/python "$work/venv"
uv pip install --python "$work/venv/bin/python" --constraint requirements-dev.lock "$work/one/$sdist"
cp -r specs/cohere/pages "$work/pages"
cd "$work"
venv/bin/specquilt --version > said.txt
venv/bin/specquilt generate pages -o client --package sdist_client 2>> said.txt
venv/bin/specquilt report pages -o quilt.html 2>> said.txt
PYTHONPATH=client venv/bin/python -W error -c 'import sdist_client'
cd "$here"
uv tool run --python .venv/bin/python --from cyclonedx-bom --with-requirements requirements-release.lock \
    cyclonedx-py environment --output-reproducible --spec-version 1.6 --output-format JSON \
    --pyproject pyproject.toml --output-file "$work/one/${wheel%.whl}.cdx.json" "$work/venv/bin/python"
.venv/bin/python tests/packaging/components.py "$work/one/${wheel%.whl}.cdx.json" requirements-dev.lock

[ -z "$out" ] || cp "$work"/one/* "$out"
echo "release: $sdist and $wheel are reproducible, and $(cat "$work/said.txt" | head -1) from the sdist works"
