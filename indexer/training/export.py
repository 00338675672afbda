"""Export: a trained network as an ONNX file of eight-bit weights."""

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertModel


class MeanOfTokens(torch.nn.Module):
    """The encoder as the index uses it: ids and mask in, unit-length vectors out."""

    def __init__(self, encoder: BertModel) -> None:
        """Wrap ``encoder``."""
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return vectors of shape (texts, hidden) for ids and mask of shape (texts, tokens)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=-1)


def export(network: torch.nn.Module, target: Path, outputs: Sequence[str]) -> None:
    """Write ``network``, which takes ids and mask, to ``target`` with its matrices in eight bits."""
    network.train(mode=False)
    example = torch.ones((2, 8), dtype=torch.long)
    axes = {name: {0: "texts", 1: "tokens"} for name in ("input_ids", "attention_mask", *outputs)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        with warnings.catch_warnings():
            # The tracing exporter is what makes a file that can be quantised; that there is a newer one is known.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network,
                (example, example),
                str(whole),
                input_names=["input_ids", "attention_mask"],
                output_names=list(outputs),
                dynamic_axes=axes,
                dynamo=False,
            )
        quantize_dynamic(
            whole,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # without it some processors overflow, and answers differ between machines
            op_types_to_quantize=["MatMul", "Gather"],
        )
