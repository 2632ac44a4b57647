"""Run a student's notebook where it can harm nobody: no network, no other files, limits on everything.

`host.Sandbox` starts runs, `client.Run` talks to one, `inside` is what runs in there, `wire` is the language
between the two. Nothing in this folder knows about lessons, points or gradebooks.
"""
