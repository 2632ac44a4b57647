"""Import what judging needs; a process that has done so is forked for each submission (see `workers`)."""

import nbclient  # noqa: F401 (imported for its effect)
import nbformat  # noqa: F401 (imported for its effect)
import nbgrader.preprocessors  # noqa: F401 (imported for its effect)
import psutil  # noqa: F401 (imported for its effect)
import zmq  # noqa: F401 (imported for its effect)
