"""Checkpoints: what training has reached, written aside now and then, so that it can be broken off and gone on with."""

from dataclasses import dataclass
from pathlib import Path

import torch

_EVERY = 200  # steps


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of one training in ``path``; the file is there only while the training is not done."""

    path: Path
    network: torch.nn.Module
    optimizer: torch.optim.Optimizer
    plan: torch.optim.lr_scheduler.LambdaLR

    def resume(self) -> int:
        """Take up the state that was kept; returns the number of steps that are done, 0 where nothing was kept."""
        if not self.path.is_file():
            return 0
        kept = torch.load(self.path, weights_only=True)
        self.network.load_state_dict(kept["network"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.plan.load_state_dict(kept["plan"])
        return int(kept["step"])

    def keep(self, step: int) -> None:
        """Write the state after ``step`` steps, every so many: the old file stays until the new one is whole."""
        if step % _EVERY:
            return
        aside = self.path.with_suffix(".new")
        states = {
            "step": step,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "plan": self.plan.state_dict(),
        }
        torch.save(states, aside)
        aside.replace(self.path)

    def remove(self) -> None:
        """Remove what was kept: the training is done."""
        self.path.unlink(missing_ok=True)
