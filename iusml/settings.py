"""The settings of one extraction: everything that can change a record, in one place."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

DEFAULT_MODEL = Path(__file__).resolve().parent.parent / "models" / "extractor-sv"


class Settings(BaseModel):
    """How to extract. `threads` 0 lets the runtime choose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: Path = DEFAULT_MODEL
    rules_only: bool = False
    ocr: bool = True
    threads: int = Field(0, ge=0)
