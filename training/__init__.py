"""Everything that makes models and data: base encoder, corpus, generator, training, export."""

import os

# MLflow looks for these when it is imported; training tells nobody what it does.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
