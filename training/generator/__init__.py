"""Composes training pages as word boxes with labelled spans: ``generate(seed)``."""

from training.generator.model import GeneratedReport, GeneratedSpan, GeneratedStream
from training.generator.report import generate

__all__ = ["GeneratedReport", "GeneratedSpan", "GeneratedStream", "generate"]
