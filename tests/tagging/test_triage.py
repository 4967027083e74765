"""Windows that are left out: what is never left out, what the network then does, and the file."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from iusml.document import Box, Document, Page, Word
from iusml.errors import ModelError
from iusml.labels import TAG_ID, TAGS
from iusml.models import TRIAGE
from iusml.tagging.decode import Scores, decode
from iusml.tagging.guided import GuidedTagger
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import OUTSIDE, log_softmax
from iusml.tagging.triage import (
    SIZE,
    Triage,
    WordWeights,
    distinct,
    hashed,
    open_triage,
    read_weights,
    write_weights,
)
from iusml.tagging.windows import Window

SHIPPED = Path(__file__).parents[2] / "models" / "extractor-sv"
PERMIT = (
    "Länsstyrelsen lämnade tillstånd enligt miljöbalken till verksamheten . Bullret mättes vid "
    "närmaste bostäder och underskred riktvärdet nattetid . Recipienten är en bäck ."
)
WASTE = "Under året lämnades spillolja från verkstaden till Provbolagets mottagning i hamnen"


def document(*windows: str) -> tuple[Document, list[Window]]:
    """A page whose words are those of the windows, and the windows."""
    texts = [text for window in windows for text in window.split()]
    words = tuple(
        Word(text, Box(50 * (i % 10), 14 * (i // 10), 50 * (i % 10) + 45, 14 * (i // 10) + 9), 1,
             i // 10)
        for i, text in enumerate(texts)
    )  # fmt: skip
    page = Page(1, 595, 842, 0, "text", 1.0, 0, len(words))
    ends = np.cumsum([0, *(len(window.split()) for window in windows)]).tolist()
    made = [Window((), (), (), a, b) for a, b in pairwise(ends)]
    return Document("x.pdf", "0" * 64, (page,), words, ()), made


def weights(*speaking: str) -> WordWeights:
    """Words that speak for a label; all others against it."""
    table = np.full(SIZE, -1, np.float16)
    for word in speaking:
        table[hashed(word)] = 4
    return WordWeights(table, 0.0)


def test_only_windows_that_words_speak_for_are_chosen() -> None:
    read, windows = document(PERMIT, WASTE, PERMIT)
    triage = Triage(weights("spillolja", "lämnades", "mottagning"), RulesTagger())
    assert triage.choose(read, windows) == [windows[1]]
    assert triage.choose(*document()) == []


def test_a_score_is_the_sum_over_the_root_of_the_number_of_weights() -> None:
    read, (window,) = document("Olja olja 12 34")
    table = np.zeros(SIZE, np.float16)
    table[hashed("olja")] = 2
    table[hashed("00")] = 1
    assert distinct(read, window) == {"olja", "00"}
    assert hashed("spillolja")[0] not in hashed("olja")
    # "olja" has itself and three letters of each end, "00" itself alone.
    assert len(hashed("olja")) == 3
    score = Triage(WordWeights(table, 0.0), RulesTagger()).score(read, window)
    assert score == pytest.approx((3 * 2 + 1) / 2)


@pytest.mark.parametrize(
    "told",
    ["Spillolja EWC 13 02 05", "Lysekil 2021-03-15 Annbritt Skarpnord",
     "Eslöv den 28 mars 2012 . Henning Wåhlstedt"],
)  # fmt: skip
def test_codes_and_signing_names_are_never_left_out(told: str) -> None:
    read, windows = document(PERMIT, f"{PERMIT} {told}", PERMIT)
    assert Triage(weights(), RulesTagger()).choose(read, windows) == [windows[1]]


def test_a_date_alone_signs_nothing() -> None:
    read, windows = document(f"{PERMIT} 2021-03-15 och i mars 2012 prövades")
    assert Triage(weights(), RulesTagger()).choose(read, windows) == []


def test_what_is_left_out_stays_outside_whatever_rules_add() -> None:
    class Nothing:
        name, temperature = "nothing", 1.0

        def scores(self, document: Document) -> Scores:
            """What the network's tagger says of words that it did not run on."""
            logits = np.zeros((len(document.words), len(TAGS)), np.float32)
            logits[:, TAG_ID["O"]] = OUTSIDE
            return log_softmax(logits)

    read, _ = document(f"{PERMIT} Spillolja EWC 13 02 05")
    guided = GuidedTagger(Nothing(), RulesTagger(), {"EWC": 7.0, "WASTE": 7.0})
    scores = guided.scores(read)
    assert decode(RulesTagger().scores(read))
    assert decode(scores) == []
    assert np.exp(scores[:, TAG_ID["O"]]) == pytest.approx(1, abs=1e-4)


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    written = WordWeights(np.linspace(-3, 3, SIZE).astype(np.float16), -0.25)
    write_weights(tmp_path / TRIAGE, written)
    again = read_weights(tmp_path / TRIAGE)
    assert (again.weights == written.weights).all()
    assert again.least == -0.25


def test_a_folder_without_the_file_has_no_triage(tmp_path: Path) -> None:
    assert open_triage(tmp_path, RulesTagger()) is None


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_damaged_file_is_told(tmp_path: Path, share: float) -> None:
    path = tmp_path / TRIAGE
    write_weights(path, weights("olja"))
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(ModelError, match=r"triage\.npz is damaged"):
        open_triage(tmp_path, RulesTagger())


def test_a_file_with_pickles_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / TRIAGE, weights=np.array([{"slam": 1}], object), least=np.float64(0))
    with pytest.raises(ModelError, match=r"triage\.npz is damaged"):
        open_triage(tmp_path, RulesTagger())


@pytest.mark.parametrize(
    ("table", "least"),
    [(np.zeros(SIZE - 1), 0.0), (np.zeros((SIZE, 2)), 0.0), (np.full(SIZE, np.nan), 0.0),
     (np.zeros(SIZE), np.inf)],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, table: np.ndarray[tuple[int, ...], np.dtype[np.float64]], least: float
) -> None:
    np.savez(tmp_path / TRIAGE, weights=table, least=np.float64(least))
    with pytest.raises(ModelError, match=r"triage\.npz does not fit"):
        open_triage(tmp_path, RulesTagger())


def test_the_shipped_file_leaves_out_permits_and_keeps_waste() -> None:
    triage = open_triage(SHIPPED, RulesTagger())
    assert triage is not None
    read, windows = document(PERMIT, WASTE)
    assert triage.choose(read, windows) == [windows[1]]
    assert (SHIPPED / TRIAGE).stat().st_size < 300_000
