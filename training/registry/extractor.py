"""What MLflow runs for a registered extractor: this file is stored beside the model folder.

It imports nothing of `training`: it runs where only iusml is installed.
"""

from pathlib import Path
from typing import Any

from mlflow.models import set_model
from mlflow.pyfunc.model import PythonModel, PythonModelContext

import iusml


class Extractor(PythonModel):
    """PDF paths in, one record for each out: those that ``iusml extract`` writes to .jsonl."""

    def load_context(self, context: PythonModelContext) -> None:
        """Open the model folder that was stored with the version."""
        settings = iusml.Settings(model=Path(context.artifacts["folder"]))
        self._pipeline = iusml.load(settings)

    # MLflow makes the signature of these types: rows of one text, or a plain list of texts.
    def predict(
        self,
        context: PythonModelContext,
        model_input: list[str],
        params: dict[str, Any] | None = None,
    ) -> list[dict[str, object]]:
        """Extract each report; one that cannot be read gives a record that says why."""
        return [self._pipeline(path).model_dump(mode="json") for path in model_input]


set_model(Extractor())
