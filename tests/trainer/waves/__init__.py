"""Tests of beats and breaths found in sampled waves."""
