"""Makes the definitions of modules, those of long ones cluster by cluster, and keeps them between runs."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

from specquilt.openapi.uninterrupted import uninterrupted
from specquilt.output import cache
from specquilt.python.models import descriptions, open_enums
from specquilt.python.models.clusters import Cluster, Whole
from specquilt.python.models.graph import graph_of, in_order
from specquilt.python.models.modules import TypesModule
from specquilt.python.models.pieces import Parts, Piece
from specquilt.python.processes import end_with_parent, ended_on_failure

_TEXT, _CLUSTER, _WHOLE = "types", "cluster", "whole"
_CLUSTERS_PER_WORKER = 8


def text_of(module: TypesModule, *, reuse: bool) -> str:
    """Return the source code of a short module; arguments as in `parts_of`."""
    plain, texts = descriptions.set_aside(module)
    key = json.dumps(plain.contents)
    known = cache.get(_TEXT, key) if reuse else None
    return descriptions.written(_kept(key, plain) if known is None else known, texts)


def _kept(key: str, module: TypesModule) -> str:
    from specquilt.python.models import backend

    text = backend.text_of(module)
    cache.put(text, _TEXT, key)
    return text


def parts_of(module: TypesModule, outlines: str = "", *, reuse: bool) -> Parts:
    """Return the parts of a long module.

    If nothing is kept, the backend runs once for the whole: clusters take it a tenth more. What it
    makes is kept by clusters all the same.

    Args:
        module: What is in it.
        outlines: All that it is made from but what descriptions say, if that is known: the parts
            are kept as a whole then.
        reuse: Whether to read what has not changed from the cache.
    """
    plain, texts = descriptions.set_aside(module)
    key = (_WHOLE, module.folder, module.package, outlines)
    known = cache.get(*key) if reuse and outlines else None
    parts = _undescribed(plain, reuse) if known is None else _parts_from(known)
    if outlines and known is None:
        cache.put(_parts_as_json(parts), *key)
    pieces = [replace(each, text=descriptions.written(each.text, texts)) for each in parts.pieces]
    return replace(parts, pieces=pieces)


def _undescribed(module: TypesModule, reuse: bool) -> Parts:
    others, enums = open_enums.set_aside(module)
    whole = Whole(others)
    clusters = whole.clusters()
    keys = [_key(cluster) for cluster in clusters]
    made = {key: cache.get(_CLUSTER, key) if reuse else None for key in keys}
    missing = {key: each for key, each in zip(keys, clusters, strict=True) if made[key] is None}
    is_all = len(missing) == len(clusters)
    new = _made_at_once(whole.module, clusters) if is_all else _made(list(missing.values()))
    for key, text in zip(missing, new, strict=True):
        cache.put(text, _CLUSTER, key)
        made[key] = text
    return _joined(module, [json.loads(text) for text in made.values() if text], enums)


def _key(cluster: Cluster) -> str:
    return json.dumps([sorted(cluster.names), cluster.module.contents])


def _made_at_once(module: TypesModule, clusters: list[Cluster]) -> list[str]:
    """Run the backend for a whole module, and return the parts of its clusters."""
    from specquilt.python.models.backend import text_of
    from specquilt.python.models.pieces import take_apart

    parts = take_apart(text_of(module))
    return [_part(parts, cluster) for cluster in clusters]


def _made(clusters: list[Cluster]) -> list[str]:
    """Run the backend for clusters, in parallel if there are many."""
    workers = min(os.cpu_count() or 1, len(clusters) // _CLUSTERS_PER_WORKER)
    if workers < 2:
        return list(map(_text, clusters))
    from concurrent.futures import ProcessPoolExecutor

    first, *others = clusters
    made = _text(first)  # what is imported here, the workers need not import
    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool, ended_on_failure():
        with uninterrupted():
            results = pool.map(_text, others, chunksize=2)
        return [made, *results]


def _text(cluster: Cluster) -> str:
    """Run the backend for a cluster, and return its part of the module as JSON."""
    from specquilt.python.models.backend import text_of
    from specquilt.python.models.pieces import take_apart

    return _part(take_apart(text_of(cluster.module)), cluster)


def _part(parts: Parts, cluster: Cluster) -> str:
    """Return the definitions of a cluster as JSON, with all imports: only those in use are written."""
    pieces = [_as_json(piece) for piece in parts.pieces if piece.name in cluster.names]
    return json.dumps({"imports": parts.imports, "pieces": pieces})


def _parts_as_json(parts: Parts) -> str:
    return json.dumps([parts.header, parts.imports, [*map(_as_json, parts.pieces)]])


def _parts_from(text: str) -> Parts:
    header, imports, pieces = json.loads(text)
    found = {name: tuple(source) for name, source in imports.items()}
    return Parts(header, found, [_piece(*values) for values in pieces])


def _as_json(piece: Piece) -> list[Any]:
    targets = [[place.start, place.stop] for place in piece.targets]
    return [piece.name, piece.text, sorted(piece.names), targets]


def _piece(name: str, text: str, names: list[str], targets: list[tuple[int, int]]) -> Piece:
    return Piece(name, text, frozenset(names), tuple(slice(*place) for place in targets))


def _joined(module: TypesModule, clusters: list[dict[str, Any]], enums: list[Piece]) -> Parts:
    """Return the parts of a module, its definitions in the order of the backend."""
    pieces = {values[0]: _piece(*values) for each in clusters for values in each["pieces"]}
    pieces |= {piece.name: piece for piece in enums}
    found = {name: tuple(source) for each in clusters for name, source in each["imports"].items()}
    imports = {name: source for name, source in found.items() if name not in pieces}
    order = [name for name in in_order(graph_of(module.schemas)) if name in pieces]
    imports |= open_enums.IMPORTS if enums else {}
    return Parts(f"{module.header}\n", imports, [pieces[name] for name in order])
