"""Judge tests outside the student's process: nothing in here runs a line of a student's code."""
