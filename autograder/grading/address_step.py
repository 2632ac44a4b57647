"""The step in nbgrader's generator that writes badges and setup cell from the project's address."""

from pathlib import Path

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.grading.address import BADGES_CELL, SETUP_CELL, badges_source, read_address, setup_source
from autograder.grading.project import Project


class WriteAddress(NbGraderPreprocessor):
    """Fill the cells ``badges`` and ``setup``; leave the badges out where there is no address for them."""

    project_root = Unicode(help="The folder whose pyproject.toml names the address and the version.").tag(config=True)

    def preprocess(self, nb, resources):
        """Return the notebook with both cells written."""
        project = Project(Path(self.project_root))
        address, version = read_address(project), project.version()
        badges = badges_source(address, version, resources["nbgrader"]["assignment"])
        for cell in nb.cells:
            if cell.get("id") == SETUP_CELL:
                cell.source = setup_source(address, version)
            if cell.get("id") == BADGES_CELL and badges:
                cell.source = badges
        nb.cells = [cell for cell in nb.cells if badges or cell.get("id") != BADGES_CELL]
        return nb, resources
