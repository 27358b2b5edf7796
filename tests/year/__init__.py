"""Simulated years: the real bot under a moved clock, with people and misfortunes, against what should have happened.

`python -m tests.year --years 10 --seed 1` tells years one after another; each is a pure function of its seed.
"""
