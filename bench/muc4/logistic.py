"""Logistic models small enough to read: features by name, standardised; fitted by Newton's method, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights by feature name on standardised values, and an offset."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    offset: float

    def chances(self, rows: Sequence[Row]) -> Floats:
        """The chance of each row; a feature that a row lacks stands at its mean."""
        if not rows:
            return np.zeros(0)
        x = (_matrix(rows, self.names, self.mean) - self.mean) / self.scale
        return 1 / (1 + np.exp(-np.clip(x @ self.weights + self.offset, -30, 30)))

    def as_json(self) -> dict[str, object]:
        """Plain values, rounded to what matters."""
        return {"offset": round(self.offset, 4), "features": {
            n: [float(f"{m:.4g}"), float(f"{s:.4g}"), float(f"{w:.4g}")]
            for n, m, s, w in zip(self.names, self.mean, self.scale, self.weights, strict=True)}}  # fmt: skip

    @classmethod
    def of_json(cls, given: Mapping[str, object]) -> Logistic:
        """What `as_json` made."""
        features: Mapping[str, Sequence[float]] = given["features"]  # type: ignore[assignment]
        table = np.array(list(features.values()), dtype=float).reshape(-1, 3)
        return cls(tuple(features), table[:, 0], table[:, 1], table[:, 2], float(given["offset"]))  # type: ignore[arg-type]


def fit(rows: Sequence[Row], right: Sequence[bool], *, ridge: float = 20.0,
        weights: Sequence[float] | None = None) -> Logistic:  # fmt: skip
    """Fit by penalised Newton steps; `ridge` is the penalty on standardised weights (the offset is free)."""
    names = tuple(rows[0])
    x = _matrix(rows, names, np.zeros(len(names)))
    w = np.ones(len(rows)) if weights is None else np.asarray(weights, dtype=float)
    mean = np.average(x, axis=0, weights=w)
    scale = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=w))
    scale[scale < 1e-6] = 1.0
    beta = newton((x - mean) / scale, np.asarray(right, dtype=float), w, ridge)
    return Logistic(names, mean, scale, beta[:-1], float(beta[-1]))


def newton(x: Floats, y: Floats, weights: Floats, ridge: float) -> Floats:
    """Weights of standardised columns and, last, the offset, which alone is not penalised."""
    z = np.column_stack([x, np.ones(len(x))])
    beta, penalty = np.zeros(z.shape[1]), np.append(np.full(x.shape[1], ridge), 1e-6)
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        slope = z.T @ (weights * (y - p)) - penalty * beta
        bend = (z * (weights * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-4:
            break
    return beta


def _matrix(rows: Sequence[Row], names: Sequence[str], default: Floats) -> Floats:
    return np.array([[row.get(n, d) for n, d in zip(names, default, strict=True)] for row in rows], dtype=float)
