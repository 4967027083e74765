"""Files that a command writes for people to go on with: never over one that is there."""

from pathlib import Path


def check_new(path: Path) -> None:
    """Raise OutputError where `path` exists."""
    from iusml.errors import OutputError

    if path.exists():
        raise OutputError(f"{path} exists already. Give another name, or move it away.")


def write_example(path: Path, name: str) -> None:
    """Write the shipped example `name` (of ``iusml/data``) to a new file. Raises OutputError."""
    from importlib import resources

    from iusml.files import writing

    check_new(path)
    text = resources.files("iusml").joinpath("data", name).read_text("utf-8")
    with writing(path):
        path.write_text(text, "utf-8")
