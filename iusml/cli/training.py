"""Commands of the training package, which the program starts and never imports."""

import subprocess
import sys
from collections.abc import Sequence

PACKAGES = ("training", "torch", "mlflow")
# As `-m` finds them: what lies in the current folder, too.
_FINDABLE = (
    "import importlib.util as found, sys;"
    "sys.exit(not all(found.find_spec(name) for name in sys.argv[1:]))"
)


def can_train() -> bool:
    """Whether the training package and what it needs can be imported."""
    asked = [sys.executable, "-c", _FINDABLE, *PACKAGES]
    return subprocess.run(asked, check=False).returncode == 0


def run_training(module: str, arguments: Sequence[str]) -> int:
    """Run ``python -m training.MODULE``, in this terminal, and return its exit status."""
    with subprocess.Popen([sys.executable, "-m", f"training.{module}", *arguments]) as running:
        try:
            status = running.wait()
        except KeyboardInterrupt:  # Ctrl-C reaches both: it is the training that says how to go on
            status = running.wait()
    return status if status >= 0 else 128 - status
