"""A trained network as an ONNX file of eight-bit weights."""

import numpy as np
import torch
from tiny_models import tiny_base

from indexer.onnx_encoder import open_session
from indexer.training.export import MeanOfTokens, export


def test_the_file_says_nearly_what_the_network_says(tmp_path):
    """For texts of any number and length the vectors are near those of the network, and padding changes nothing."""
    network = MeanOfTokens(tiny_base().encoder)
    export(network, tmp_path / "encoder.onnx", ["sentence_embedding"])
    session = open_session(tmp_path / "encoder.onnx")
    for rows, tokens in ((1, 3), (3, 12)):
        ids = np.random.default_rng(3).integers(5, 20, (rows, tokens))
        mask = np.ones((rows, tokens), dtype=np.int64)
        mask[0, 2:] = 0
        (found,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
        with torch.no_grad():
            expected = network(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        assert ((found * expected).sum(axis=1) > 0.95).all()
