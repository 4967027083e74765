"""From entities to the parts of the record: waste streams, contacts, facility."""
