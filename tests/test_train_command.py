"""`iusml train` starts the training package; `iusml promote` is asked one thing at a time."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iusml.cli import training
from iusml.cli.main import app

# A package of the same name in the current folder comes first: what the command starts is this.
PACKAGE = """
import json, sys
from pathlib import Path
Path("asked.json").write_text(json.dumps(sys.argv[1:]))
sys.exit(3)
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a training package that writes down what it is asked."""
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "__init__.py").touch()
    (tmp_path / "training" / "challenger.py").write_text(PACKAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_train_passes_on_what_is_asked_and_the_exit_status(checkout: Path) -> None:
    asked = ["train", "--from-review", "granskat", "--champion", "models/x", "-o", "utmanare"]
    assert CliRunner().invoke(app, asked).exit_code == 3
    told = json.loads((checkout / "asked.json").read_text("utf-8"))
    assert told == ["granskat", "--champion", "models/x", "--output", "utmanare"]


def test_train_without_the_packages_says_what_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "PACKAGES", ("training", "finns_inte"))
    result = CliRunner().invoke(app, ["train", "--from-review", "granskat"])
    assert result.exit_code == 2
    assert "pip install -e '.[training]'" in result.output
    assert not (checkout / "asked.json").exists()


def test_a_training_that_is_killed_ends_as_shells_tell_it(checkout: Path) -> None:
    killed = "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n"
    (checkout / "training" / "killed.py").write_text(killed, "utf-8")
    assert training.run_training("killed", []) == 128 + 15


def test_ctrl_c_waits_for_the_training_to_say_how_to_go_on(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Started:
        """A process during whose first wait somebody presses Ctrl-C."""

        waited = 0

        def __enter__(self) -> "Started":
            return self

        def __exit__(self, *_: object) -> None: ...

        def wait(self) -> int:
            self.waited += 1
            if self.waited == 1:
                raise KeyboardInterrupt
            return 1

    started = Started()
    monkeypatch.setattr(subprocess, "Popen", lambda _: started)
    assert training.run_training("challenger", []) == 1
    assert started.waited == 2


@pytest.mark.parametrize("asked", [[], ["utmanare", "--back"]])
def test_promote_wants_a_challenger_or_back(asked: list[str]) -> None:
    result = CliRunner().invoke(app, ["promote", *asked])
    assert result.exit_code == 2
    assert "--back" in result.output
