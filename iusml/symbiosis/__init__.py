"""From records to symbiosis: flows, maps, lists of contacts, invitations, a workshop."""
