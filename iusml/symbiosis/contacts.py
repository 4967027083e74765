"""Whom of a plant's people to write to: the same one in lists, letters and the workshop."""

from iusml.symbiosis.plan import PlanContact, Producer


def best_contact(producer: Producer) -> PlanContact | None:
    """Whom to write to: one read for sure before others, one with an address before others."""
    return min(
        producer.contacts,
        key=lambda one: (one.needs_review, one.email is None, one.name is None),
        default=None,
    )
