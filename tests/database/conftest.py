"""Databases of each kind."""

from tests.databases import Rename, named, postgres, server_url, sqlite, url

__all__ = ["Rename", "named", "postgres", "server_url", "sqlite", "url"]
