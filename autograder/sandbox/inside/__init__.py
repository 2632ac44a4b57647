"""What runs inside: a prepared process that forks, for each run, a supervisor and the student's own process.

This folder is seen in there as the package ``grading_sandbox``; of the project it imports nothing else.
"""
