"""Benchmarks of reading: hard tables with gold cells, peers on the same pages, speed and memory."""
