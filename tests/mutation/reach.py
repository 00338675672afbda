"""A plug-in of pytest: notes which test reaches which line, and opens an index that is already built."""

import json
import os
from pathlib import Path

import coverage
import pytest


class Reach:
    """Which lines of the product each test runs, written as JSON when the tests end."""

    def __init__(self, written: Path) -> None:
        """Begin to watch; what is imported and set up belongs to no test, and so to all."""
        self._written = written
        self._coverage = coverage.Coverage(data_file=None, source=["corpus", "qa"])
        self._coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item):
        """Count what runs now to the test."""
        self._coverage.switch_context(item.nodeid)
        yield
        self._coverage.switch_context("")

    def pytest_unconfigure(self):
        """Write what was reached."""
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {file: data.contexts_by_lineno(file) for file in data.measured_files()}
        self._written.write_text(json.dumps(lines), "utf-8")


def pytest_configure(config):
    """Watch where that is asked for."""
    if "MUTATION_REACH" in os.environ:
        config.pluginmanager.register(Reach(Path(os.environ["MUTATION_REACH"])))


def pytest_fixture_setup(fixturedef, request):
    """Take the index that was built once: no mutant of ``qa`` changes how one is built."""
    if fixturedef.argname != "home" or "MUTATION_HOME" not in os.environ:
        return None
    folder = Path(os.environ["MUTATION_HOME"])
    fixturedef.cached_result = (folder, fixturedef.cache_key(request), None)
    return folder
