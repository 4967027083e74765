"""Finished model folders as versions of one registered model in MLflow, one of them champion."""
