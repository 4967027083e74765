"""Columns of numbers that are nobody's amount, beside the amounts of waste: never marked."""

from training.generator import bank, numbers
from training.generator.scene import Scene
from training.generator.streams import Stream

KINDS = ("limit", "stock", "share", "cost", "trips", "ratio", "plan", "change")


def with_decoys(scene: Scene, amounts: list[str]) -> list[str]:
    """Amount columns, now and then with one or two columns of other numbers beside them."""
    chance = scene.chance
    if scene.look.columns == 2 or chance.random() > 0.22:
        return amounts
    for kind in chance.sample(KINDS, chance.choice([1, 1, 1, 2])):
        before = kind in {"limit", "trips", "plan"} and chance.random() < 0.6
        amounts = [kind, *amounts] if before else [*amounts, kind]
    return amounts


def decoy(scene: Scene, kind: str, stream: Stream) -> str:
    """A number of a column that is nobody's amount."""
    chance, number = scene.chance, scene.habit.number
    if chance.random() < 0.12:
        return chance.choice(["", "-", "–"])
    if kind in {"limit", "stock", "plan"}:
        low, high = {"limit": (1, 4), "stock": (0.02, 0.4), "plan": (0.7, 1.2)}[kind]
        value = stream.value * chance.uniform(low, high)
        return number(value, numbers.usual_decimals(value, stream.unit))
    if kind == "trips":
        return str(chance.choice([1, 2, 3, 4, 6, 12, chance.randint(1, 260)]))
    if kind == "cost":
        return number(float(chance.randint(-900, 90000)), 0)
    if kind == "change":
        return chance.choice(["+", "-", "–", "+ ", "±"]) + number(chance.uniform(0.1, 60), 0)
    return number(chance.uniform(0.01, 60), chance.choice([0, 1, 1, 2]))


def heading(scene: Scene, kind: str) -> str:
    """The heading of such a column; its years head no amounts of streams and stay unmarked."""
    text = scene.chance.choice(bank.words("columns", kind))
    for slot, year in (("{y}", scene.year), ("{p}", scene.year - 1), ("{f}", scene.year + 1)):
        text = text.replace(slot, str(year))
    return text
