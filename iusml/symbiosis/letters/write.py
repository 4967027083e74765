"""Write a flow's drafts of invitations and their list into a folder. Nothing is sent."""

from pathlib import Path
from typing import Final

from iusml.symbiosis.letters.draft import draft
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.letters.merge import Letter, write_merge
from iusml.symbiosis.office.texts import file_name
from iusml.symbiosis.office.word import check_word, save
from iusml.symbiosis.plan import FlowPlan, Plan

MERGE_LIST: Final = "inbjudningar.csv"


def write_invitations(
    folder: Path, flow_plan: FlowPlan, plan: Plan, inviter: Inviter | None
) -> list[Path]:
    """Write a letter to each plant of a flow into `folder`, which exists, and the list of them.

    Without an `inviter` all that it would tell is a marked gap. Each flow needs its own folder.
    Returns the files, the list last. Raises OutputError, MissingDependencyError.
    """
    check_word()
    written, letters = [], []
    flow = flow_plan.flow.name
    for number, producer in enumerate(flow_plan.producers, start=1):
        told = [part for part in (producer.name, producer.facility) if part]
        path = folder / file_name(number, " ".join(dict.fromkeys(told)), ".docx")
        save(draft(producer, flow, inviter or Inviter(), plan.made), path, plan.made)
        written.append(path)
        letters.append(Letter(producer, path.name))
    write_merge(folder / MERGE_LIST, flow, letters)
    return [*written, folder / MERGE_LIST]
