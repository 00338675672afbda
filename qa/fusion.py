"""Fusion: one score from the lexical and the dense leg."""

import numpy as np

from indexer.ranking import Scores


def fuse(lexical: Scores, dense: Scores, lexical_weight: float, dense_weight: float) -> Scores:
    """Return weighted lexical scores as a share of the best one, plus weighted cosines; both of shape (rows,).

    Normalised scores, not ranks: a leg that found nothing adds nothing (rank fusion would still give it its share;
    Bruch et al. 2023, https://doi.org/10.1145/3596512).
    """
    best = float(lexical.max()) if lexical.size else 0.0
    share = lexical / best if best > 0 else lexical
    return np.asarray(lexical_weight * share + dense_weight * np.clip(dense, 0.0, None), dtype=np.float32)
