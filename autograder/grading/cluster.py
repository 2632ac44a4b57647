"""Judge on a Dask cluster: its workers take the place of the processes on this machine."""

from autograder.grading.project import CallError


def cluster(address: str):
    """Connect to a scheduler and return ``(new_executor, jobs)`` for `judging`.

    Each worker must have this project in the same place, bubblewrap, and one thread: a worker judges one submission
    at a time.

    Raises
    ------
    CallError
        If Dask is not installed, the scheduler does not answer, or its workers are not as described.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CallError("--scheduler needs Dask. In this environment:  pip install distributed") from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise CallError(f"--scheduler: no Dask scheduler answers at {address}: {reason}") from None
    threads = client.nthreads()
    if not threads or max(threads.values()) > 1:
        client.close()
        found = f"has workers with {max(threads.values())} threads" if threads else "has no workers"
        raise CallError(f"--scheduler: {address} {found}. Start them with:  dask worker {address} --nthreads 1")
    return client.get_executor, len(threads)
