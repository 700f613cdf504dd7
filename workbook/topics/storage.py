"""A topic model as one file: arrays and a JSON text in a NumPy archive, nothing executable."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import polars as pl

from workbook.errors import WorkbookError
from workbook.topics.model import TopicModel
from workbook.topics.tree import Split, Tree
from workbook.topics.vectors import Space

FORMAT = 2
SPACE_ARRAYS = ("idf", "components", "mean", "scale", "rotation")
MODEL_ARRAYS = ("order", "rows", "told", "leaves", "leaf_shares", "word_use")


def write_model(model: TopicModel, path: Path) -> Path:
    """Write the model whole or not at all; the path is returned."""
    plain = {
        "format": FORMAT,
        "n_topics": model.n_topics,
        "seed": model.seed,
        "root": model.tree.root,
        "splits": model.tree.splits,
        "words": model.space.words.to_list(),
        "rare": model.space.rare,
        "common": model.space.common.to_list(),
        "article_ids": model.article_ids.to_list(),
        "next_id": model.next_id,
        "proposed": sorted(model.proposed.items()),
        "names": sorted(model.names.items()),
        "merged": sorted(model.merged.items()),
    }
    arrays: dict[str, np.ndarray] = {
        "plain": np.frombuffer(json.dumps(plain, ensure_ascii=False).encode(), dtype=np.uint8),
        **{name: getattr(model.space, name) for name in SPACE_ARRAYS},
        **{name: getattr(model, name) for name in MODEL_ARRAYS},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return path


def load_topics(path: str | os.PathLike[str]) -> TopicModel:
    """Read a model that `TopicModel.save` wrote.

    Raises
    ------
    WorkbookError
        If there is no such file, or it is not a topic model of this version.
    """
    path = Path(path)
    if not path.is_file():
        raise WorkbookError(f"{path}: no such file; TopicModel.save(path) writes one")
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = dict(archive)
        plain = json.loads(arrays.pop("plain").tobytes())
        if plain["format"] != FORMAT:
            raise WorkbookError(f"{path}: written by another version; fit the topics again")
        return _build(plain, arrays)
    except (KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile, ValueError) as problem:
        if isinstance(problem, WorkbookError):
            raise
        raise WorkbookError(f"{path}: not a topic model written by TopicModel.save") from problem


def _build(plain: dict, arrays: dict[str, np.ndarray]) -> TopicModel:
    return TopicModel(
        n_topics=plain["n_topics"],
        seed=plain["seed"],
        tree=Tree(plain["root"], tuple(Split(*split) for split in plain["splits"])),
        space=Space(
            words=pl.Series("word", plain["words"], dtype=pl.String),
            rare=plain["rare"],
            common=pl.Series("word", plain["common"], dtype=pl.String),
            **{name: arrays[name] for name in SPACE_ARRAYS},
        ),
        article_ids=pl.Series("article_id", plain["article_ids"], dtype=pl.String),
        **{name: arrays[name] for name in MODEL_ARRAYS},
        next_id=plain["next_id"],
        proposed=dict(plain["proposed"]),
        names=dict(plain["names"]),
        merged={node: tuple(parts) for node, parts in plain["merged"]},
    )
