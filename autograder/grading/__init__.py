"""What a lecturer's machine does: release lessons, grade submissions, write feedback. Never imported by a notebook.

Nothing here imports nbgrader before a command needs it, so that every command answers ``--help`` at once.
"""
