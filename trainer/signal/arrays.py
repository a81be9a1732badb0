"""The kinds of array that the measures take; nothing else belongs here."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["BoolArray", "ComplexArray", "FloatArray", "IntArray"]

FloatArray: TypeAlias = npt.NDArray[np.float64]
"""Numbers with a unit in the name of the variable."""
ComplexArray: TypeAlias = npt.NDArray[np.complex128]
"""Waves: cosine and sine as one number."""
BoolArray: TypeAlias = npt.NDArray[np.bool_]
"""One statement per beat."""
IntArray: TypeAlias = npt.NDArray[np.intp]
"""Places in another array."""
