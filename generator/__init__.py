"""Examwright: exam papers from a bank of facts and parametric questions."""

__version__ = "0.1.0"
