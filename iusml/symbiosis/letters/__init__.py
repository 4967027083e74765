"""Drafts of invitations, one for each plant of a flow. Nothing is sent."""
