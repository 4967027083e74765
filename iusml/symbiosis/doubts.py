"""Why a stream should be looked at before anybody builds on it, in Swedish."""

from iusml.symbiosis.plan import FlowStream
from iusml.symbiosis.telling import chance_text


def doubts(stream: FlowStream) -> tuple[str, ...]:
    """What speaks for a look at the report; empty where nothing does."""
    found = []
    if stream.needs_review:
        found.append(f"osäkert läst ({chance_text(stream.sure)})")
    if stream.joined == "suggested_code":
        found.append(f"koden är föreslagen, hör till flödet med {chance_text(stream.belongs)}")
    elif stream.joined == "meaning":
        found.append(f"ingen kod, hör till flödet med {chance_text(stream.belongs)} enligt orden")
    return tuple(found)
