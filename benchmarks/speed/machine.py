"""What the figures were measured with: machine and versions."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = (
    "iusml", "openvino", "onnxruntime", "pymupdf", "pdfplumber", "torch", "transformers",
    "tokenizers",
)  # fmt: skip

UNITS = ("amx_", "avx512_bf16", "avx512_vnni")
"""Flags of processors that multiply numbers of 8 and 16 bits faster than others."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> dict[str, str]:
    """Describe processor, memory, system, and how busy others keep the machine now."""
    total = psutil.virtual_memory().total
    return {
        "processor": f"{processor()}, {cores()} cores",
        "memory": f"{total / 1e9:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "load before": f"{psutil.getloadavg()[0]:.1f}",
    }


def processor() -> str:
    """Name the processor, with its units for products of small numbers where it tells them."""
    told = Path("/proc/cpuinfo")
    if not told.is_file():
        return platform.processor() or platform.machine()
    lines = [line.partition(":") for line in told.read_text().splitlines()]
    found = {key.strip(): value.strip() for key, _, value in lines}
    units = [one for one in found.get("flags", "").split() if one.startswith(UNITS)]
    return " ".join([found.get("model name", platform.machine()), *units])


def versions() -> dict[str, str]:
    """Return the version of each package that is measured."""
    return {name: version(name) for name in PACKAGES}
