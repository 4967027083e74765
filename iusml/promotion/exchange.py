"""Put one model folder in another's place; whatever stops it, every command still finds a model.

The folder that goes is kept beside under the model's name. A matcher that borrows its weights goes
on from the folder kept: its vectors stay what they were.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from iusml.annotations.gold import load_split
from iusml.embedding.folder import EmbedderConfig, open_embedder
from iusml.errors import ModelError, OutputError
from iusml.evaluation.report import data_sha256
from iusml.files import sha256_of
from iusml.models import NETWORK, open_model
from iusml.pipeline import load
from iusml.promotion.trial import FROZEN, Trial, folder_sha256, read_trial
from iusml.settings import Settings


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came of an exchange: who is champion, where the former one is, whose weights it lends.

    `matchers` go on from the weights in `kept`.
    """

    name: str
    kept: Path
    matchers: tuple[Path, ...]
    trial: Trial


def promote(challenger: Path, champion: Path, annotations: Path) -> Exchanged:
    """Put the model in `challenger` in the place of the one in `champion`.

    `annotations` is the folder with the frozen test split. Raises ModelError where the challenger
    is damaged, worse, or was measured on other data, beside another champion or with other files;
    OutputError where folders cannot be written; AnnotationError where the split cannot be read.
    """
    champion = settled(champion)
    trial = read_trial(challenger)
    if trial is None:
        raise ModelError(
            f"{challenger} has no challenger.json: nothing tells that it is better. "
            "Make it with iusml train --from-review."
        )
    load(Settings(model=challenger))
    against = trial.objections(data_sha256(load_split(annotations, FROZEN)))
    for folder, contender in ((challenger, trial.challenger), (champion, trial.champion)):
        if folder_sha256(folder) != contender.files_sha256:
            against.append(f"{folder} is not the {contender.name} that was measured; train again.")
    if against:
        raise ModelError(" ".join([*against, f"{champion} stays as it is."]))
    return _exchange(challenger, champion, trial)


def go_back(champion: Path) -> Exchanged:
    """Put the model that the champion replaced in its place again.

    Raises ModelError where there is none or it is damaged; OutputError.
    """
    champion = settled(champion)
    trial = read_trial(champion)
    if trial is None:
        raise ModelError(f"{champion} has replaced no other model: there is no way back.")
    former = _kept(champion, trial.champion.name)
    if not former.is_dir() or folder_sha256(former) != trial.champion.files_sha256:
        raise ModelError(
            f"{former} does not hold {trial.champion.name} as it was. "
            f"Get it again, or leave {champion} as it is."
        )
    load(Settings(model=former))
    done = _exchange(former, champion, trial)
    with _writing(former):
        shutil.rmtree(former)
    return done


def settled(champion: Path) -> Path:
    """Return the champion's folder as an absolute path, after finishing what was interrupted."""
    champion = champion.absolute()
    staged, old = _beside(champion, "next"), _beside(champion, "old")
    with _writing(champion):
        if not champion.exists():
            for waiting in (staged, old):
                if waiting.is_dir():
                    waiting.rename(champion)
                    break
        elif old.is_dir():
            _remove(old)
    return champion


def _exchange(new: Path, champion: Path, trial: Trial) -> Exchanged:
    """Copy first, so that each step leaves folders that work; then two renames."""
    name = open_model(new).config.name
    kept = _kept(champion, open_model(champion).config.name)
    lent, own = sha256_of(champion / NETWORK), sha256_of(new / NETWORK)
    staged, old = _beside(champion, "next"), _beside(champion, "old")
    with _writing(champion):
        _copy(new, staged)
        if kept.exists() and folder_sha256(kept) != folder_sha256(champion):
            raise OutputError(f"{kept} holds another model already. Move it away first.")
        if not kept.exists():
            _copy(champion, kept)
        matchers = tuple(_lend(champion.parent, lent, kept.name))
        champion.rename(old)
        try:
            staged.rename(champion)
        except OSError:
            old.rename(champion)
            raise
        _remove(old)
        back = set(_lend(champion.parent, own, champion.name))
    return Exchanged(name, kept, tuple(one for one in matchers if one not in back), trial)


def _lend(models: Path, sha256: str, lender: str) -> Iterator[Path]:
    """Have the matchers in `models` that borrow from this network find it in the folder `lender`.

    Yields their folders.
    """
    for path, config in _matchers(models):
        if config.extractor.sha256 == sha256:
            borrowed = config.extractor.model_copy(update={"folder": lender})
            text = config.model_copy(update={"extractor": borrowed}).model_dump_json(indent=1)
            part = path / ".config.json.part"
            part.write_text(text + "\n", "utf-8")
            part.replace(path / "config.json")
            yield path


def _matchers(models: Path) -> Iterator[tuple[Path, EmbedderConfig]]:
    for path in sorted(models.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            try:
                yield path, open_embedder(path)
            except ModelError:
                continue  # an extractor, or what cannot be used as it is


def _copy(source: Path, target: Path) -> None:
    """A folder of the target's name is whole: what is being copied has another."""
    part = target.with_name(f"{target.name}.part")
    for former in (part, target):
        shutil.rmtree(former, ignore_errors=True)
    shutil.copytree(source, part)
    if folder_sha256(part) != folder_sha256(source):
        raise OutputError(f"{source} changed while it was copied. Run the same command again.")
    part.rename(target)


def _remove(folder: Path) -> None:
    """What a link leads to is another's."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)


def _kept(champion: Path, name: str) -> Path:
    """Where the model called `name` is kept; a name is a stranger's and may hold any sign."""
    kept = champion.with_name(re.sub(r"[^\w.-]|^\.", "_", name) + ".kept")
    if kept == champion:
        raise OutputError(f"{champion} is where {name} is kept. Name the champion's own folder.")
    return kept


def _beside(champion: Path, what: str) -> Path:
    return champion.with_name(f".{champion.name}.{what}")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, shutil.Error) as error:
        raise OutputError(f"{path} cannot be replaced: {error}. Nothing is lost.") from error
