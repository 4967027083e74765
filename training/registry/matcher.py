"""What MLflow runs for a registered matcher: this file is stored beside the model folders.

It imports nothing of `training`: it runs where only iusml is installed.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from mlflow.models import set_model
from mlflow.pyfunc.model import PythonModel, PythonModelContext

from iusml.codes.suggester import load_suggester


class Matcher(PythonModel):
    """Waste descriptions in, suggested codes out, as ``iusml suggest-code`` gives them."""

    def load_context(self, context: PythonModelContext) -> None:
        """Open the model folder that was stored with the version."""
        self._suggester = load_suggester(Path(context.artifacts["folder"]))

    # MLflow makes the signature of these types: rows of one text, or a plain list of texts.
    def predict(
        self,
        context: PythonModelContext,
        model_input: list[str],
        params: dict[str, Any] | None = None,
    ) -> list[dict[str, object]]:
        """Suggest codes for each description."""
        return [asdict(one) for one in self._suggester.suggest(model_input)]


set_model(Matcher())
