"""The chain of tags against brute force."""

from itertools import pairwise, product

import numpy as np
import torch

from iusml.labels import TAGS
from iusml.tagging.decode import TRANSITIONS, best_path
from training.corpus import IGNORED
from training.crf import Chain, packed, partition, path_score

EMISSIONS = torch.randn(2, 4, 3, generator=torch.Generator().manual_seed(1))
STEPS = torch.randn(3, 3, generator=torch.Generator().manual_seed(2))
LENGTHS = (4, 2)
KNOWN = torch.tensor([[True] * 4, [True, True, False, False]])


def by_hand(window: int, path: tuple[int, ...]) -> float:
    words = sum(float(EMISSIONS[window, place, tag]) for place, tag in enumerate(path))
    return words + sum(float(STEPS[one, two]) for one, two in pairwise(path))


def test_the_weight_of_a_path() -> None:
    tags = torch.tensor([[0, 2, 2, 1], [1, 0, 0, 0]])
    found = path_score(EMISSIONS, tags, KNOWN, STEPS)
    assert torch.allclose(found, torch.tensor([by_hand(0, (0, 2, 2, 1)), by_hand(1, (1, 0))]))


def test_all_paths_together() -> None:
    found = partition(EMISSIONS, KNOWN, STEPS)
    for window, length in enumerate(LENGTHS):
        every = [by_hand(window, path) for path in product(range(3), repeat=length)]
        assert abs(float(found[window]) - float(np.logaddexp.reduce(every))) < 1e-4


def test_pieces_without_a_target_are_left_out() -> None:
    logits = torch.arange(8.0).reshape(2, 4, 1)
    targets = torch.tensor([[IGNORED, 3, IGNORED, 5], [IGNORED] * 4])
    emissions, tags, known = packed(logits, targets)
    assert known.tolist() == [[True, True], [False, False]]
    assert emissions[0, :, 0].tolist() == [1.0, 3.0]
    assert tags.tolist() == [[3, 5], [0, 0]]


def test_the_loss_is_a_likelihood_that_learning_raises() -> None:
    chain = Chain()
    logits = torch.zeros(1, 3, len(TAGS))
    targets = torch.tensor([[0, TAGS.index("B-WASTE"), TAGS.index("I-WASTE")]])
    loss = chain.loss(logits, targets)
    before = float(loss.detach())
    assert 0 < before < 10
    loss.backward()  # type: ignore[no-untyped-call]
    assert chain.steps.grad is not None
    with torch.no_grad():
        chain.steps.sub_(chain.steps.grad)
    assert float(chain.loss(logits, targets).detach()) < before


def test_a_window_without_targets_costs_nothing() -> None:
    logits = torch.ones(1, 3, len(TAGS), requires_grad=True)
    assert float(Chain().loss(logits, torch.full((1, 3), IGNORED)).detach()) == 0


def test_the_best_path_heeds_learned_steps() -> None:
    chance = np.random.default_rng(3)
    scores = chance.normal(size=(3, len(TAGS))).astype(np.float32)
    steps = TRANSITIONS + chance.normal(size=TRANSITIONS.shape).astype(np.float32)
    first = np.array([-1e4 if tag.startswith("I-") else 0 for tag in TAGS])
    every = (
        (first + scores[0])[:, None, None]
        + steps[:, :, None]
        + scores[1][None, :, None]
        + steps[None, :, :]
        + scores[2][None, None, :]
    )
    wanted = np.unravel_index(int(every.argmax()), every.shape)
    assert tuple(best_path(scores, steps)) == wanted
    assert tuple(best_path(scores)) != wanted
