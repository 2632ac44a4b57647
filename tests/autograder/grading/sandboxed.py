"""Tests that judge for real need a sandbox; where there is none they are skipped, and say what to install."""

import shutil

import pytest

needs_sandbox = pytest.mark.skipif(
    shutil.which("bwrap") is None, reason="grading needs bubblewrap (Debian, Ubuntu: apt install bubblewrap)"
)
