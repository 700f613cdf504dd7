"""What the reader calls topics and which of them are one: kept beside the articles."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.topics.model import TopicModel

VERSION = 1
LEAST_OVERLAP = 0.5  # of the articles of both, to be the same topic in another corpus


def choices_path(folder: str | os.PathLike[str]) -> Path:
    """Where the choices for a folder, or for the folder that a file is in, are kept."""
    folder = Path(folder)
    return (folder if folder.is_dir() else folder.parent) / ".workbook" / "topics.json"


def write_choices(model: TopicModel, folder: str | os.PathLike[str]) -> Path:
    """Write the names and merges of a model, each with the articles it is about.

    What the file says of topics that the model does not have stays in it.
    """
    path = choices_path(folder)
    nodes = model.tree.nodes
    merges, names = _read(path)
    merges = [parts for parts in merges if None in [_find_topic(model, p, nodes) for p in parts]]
    names = [name for name in names if _find_topic(model, name[2], nodes) is None]
    merges += [
        [model.articles_of(part) for part in parts] for _, parts in sorted(model.merged.items())
    ]
    names += [
        (name, topic, model.articles_of(topic)) for topic, name in sorted(model.names.items())
    ]
    plain = {
        "version": VERSION,
        "merges": merges,
        "names": [dict(zip(("label", "topic", "articles"), name, strict=True)) for name in names],
    }
    try:
        path.parent.mkdir(exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".topics-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(plain, file, ensure_ascii=False, indent=1)
        Path(part).replace(path)
    except OSError as problem:
        raise WorkbookError(f"{path} cannot be written: {problem.strerror}.") from problem
    return path


def apply_choices(model: TopicModel, folder: str | os.PathLike[str]) -> TopicModel:
    """The model with the kept merges and names of the topics that it (nearly) has."""
    merges, names = _read(choices_path(folder))
    for parts in merges:
        main = model.topics()["topic"].to_list()
        found = {_find_topic(model, articles, main) for articles in parts} - {None}
        if len(found) > 1:
            model = model.merge([topic for topic in found if topic is not None])
    for label, topic, articles in names:
        nodes = sorted(model.tree.nodes, key=lambda node: node != topic)
        node = _find_topic(model, articles, nodes)
        if node is not None:
            model = model.rename(node, label)
    return model


def _find_topic(model: TopicModel, articles: Collection[str], nodes: Sequence[int]) -> int | None:
    """The first of the nodes that shares most with these articles, where it is the same topic.

    Articles that only one of the corpora has do not count.
    """
    known = set(articles) & set(model.article_ids)
    best, found = 0.0, None
    for node in nodes:
        inside = set(model.articles_of(node))
        overlap = len(known & inside) / max(len(known | inside), 1)
        if overlap > best:
            best, found = overlap, node
    return found if best >= LEAST_OVERLAP else None


def _read(path: Path) -> tuple[list[list[list[str]]], list[tuple[str, int, list[str]]]]:
    """The kept merges and names; none where there are none."""
    try:
        plain = json.loads(path.read_text("utf-8"))
        merges = [[list(map(str, part)) for part in parts] for parts in plain["merges"]]
        names = [
            (str(one["label"]).strip(), int(one["topic"]), list(map(str, one["articles"])))
            for one in plain["names"]
        ]
    except FileNotFoundError:
        return [], []
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise WorkbookError(
            f"{path} cannot be read ({type(error).__name__}: {error}); "
            "put it right, or delete it to begin anew."
        ) from error
    return merges, [name for name in names if name[0]]
