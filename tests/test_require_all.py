"""Does REQUIRE_ALL=1 turn every kind of skip into a failure, and leave the rest alone?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

KINDS = {
    "call": "import pytest\ndef test(): pytest.skip('no browser here')",
    "mark": "import pytest\n@pytest.mark.skipif(True, reason='no browser here')\ndef test(): pass",
    "fixture": "import pytest\n@pytest.fixture\ndef page(): pytest.skip('no browser here')\ndef test(page): pass",
    "file": "import pytest\npytest.skip('no browser here', allow_module_level=True)",
}


def run(tmp_path, source, require_all):
    """Run pytest on one test file beside the project's conftest."""
    (tmp_path / "tests").mkdir()
    shutil.copy(CONFTEST, tmp_path / "tests")
    (tmp_path / "tests/test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "--rootdir", str(tmp_path), "-p", "no:cacheprovider", "-rs", "tests"]
    env = {**os.environ, "REQUIRE_ALL": require_all}
    return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_skip_fails_and_says_why(tmp_path, kind):
    ran = run(tmp_path, KINDS[kind], "1")
    assert ran.returncode != 0
    assert "REQUIRE_ALL=1 allows no skip. " in ran.stdout
    assert "no browser here" in ran.stdout


@pytest.mark.parametrize("kind", ["call", "mark"])
def test_without_it_a_skip_is_a_skip_that_says_why(tmp_path, kind):
    ran = run(tmp_path, KINDS[kind], "0")
    assert ran.returncode == 0
    assert "no browser here" in ran.stdout


def test_what_is_expected_to_fail_may_fail(tmp_path):
    assert run(tmp_path, "import pytest\n@pytest.mark.xfail\ndef test(): assert 0", "1").returncode == 0
