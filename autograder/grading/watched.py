"""What an exercise has no need for: names whose use in a student's code deserves a look, and why.

Nothing here protects anything: the sandbox does. This only tells a person what a submission tried.
"""


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _table(kind: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


# Dotted name → kind of flag. A name stands for everything below it: "socket" for socket.socket, too.
NAMES = {
    **_table(
        "reached-inside",
        """
        sys.modules sys._getframe sys._current_frames sys._current_exceptions sys.settrace sys.setprofile sys.monitoring
        sys.meta_path sys.path_hooks sys.path_importer_cache sys.addaudithook threading.settrace threading.setprofile
        inspect.currentframe inspect.stack inspect.trace inspect.getouterframes inspect.getinnerframes
        inspect.getsource inspect.getsourcelines inspect.getsourcefile inspect.getfile inspect.getclosurevars
        inspect.getmembers inspect.getmodule
        gc.get_objects gc.get_referrers gc.get_referents ctypes _ctypes cffi dis linecache faulthandler
        os._exit os.abort os.ptrace autograder.exercises autograder.judge autograder.answers
        autograder.calls autograder.forms autograder.grading autograder.sandbox nbgrader __builtins__
        get_ipython().history_manager get_ipython().user_ns get_ipython().user_global_ns get_ipython().user_module
        """,
    ),
    **_table(
        "tampered",
        """
        get_ipython().input_transformers_cleanup get_ipython().input_transformers_post
        get_ipython().input_transformer_manager get_ipython().ast_transformers get_ipython().run_cell
        get_ipython().run_cell_async get_ipython().run_code get_ipython().run_ast_nodes get_ipython().showtraceback
        get_ipython()._showtraceback get_ipython().showsyntaxerror get_ipython().displayhook get_ipython().display_pub
        get_ipython().events get_ipython().set_custom_exc get_ipython().CustomTB get_ipython().kernel
        get_ipython().hooks get_ipython().set_hook get_ipython().compile get_ipython().execution_count
        get_ipython().transform_cell get_ipython().transform_ast get_ipython().check_complete
        get_ipython().set_trait get_ipython().reset get_ipython().push
        IPython.core.displayhook IPython.core.interactiveshell.InteractiveShell.run_cell
        IPython.core.interactiveshell.InteractiveShell.run_code sys.displayhook sys.excepthook sys.unraisablehook
        sys.__displayhook__ sys.__excepthook__ sys.__stdout__ sys.__stderr__ sys.stdout.buffer sys.stderr.buffer
        os.write os.dup os.dup2 os.fdopen os.pipe os.pwrite os.writev os.closerange os.sendfile
        """,
    ),
    **_table(
        "patched",
        """
        unittest.mock mock codecs.register codecs.register_error builtins.__dict__ pytest.MonkeyPatch forbiddenfruit
        """,
    ),
    **_table(
        "started-process",
        """
        os.fork os.forkpty os.posix_spawn os.posix_spawnp os.system os.popen os.setsid os.setpgid os.setpgrp os.kill
        os.killpg os.execl os.execle os.execlp os.execlpe os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnle
        os.spawnlp os.spawnv os.spawnve os.spawnvp os.startfile os.unshare os.setns os.nice os.sched_setaffinity
        subprocess _posixsubprocess multiprocessing concurrent.futures.ProcessPoolExecutor threading.Timer
        threading.Thread _thread signal atexit pty asyncio.create_subprocess_exec asyncio.create_subprocess_shell
        get_ipython().system get_ipython().getoutput get_ipython().system_piped get_ipython().system_raw
        resource.setrlimit
        """,
    ),
    **_table(
        "network",
        """
        socket _socket ssl socketserver urllib.request urllib.error http ftplib smtplib poplib imaplib telnetlib nntplib
        xmlrpc requests httpx aiohttp urllib3 paramiko websockets websocket pycurl asyncio.open_connection
        asyncio.start_server asyncio.open_unix_connection asyncio.start_unix_server webbrowser wget zmq
        """,
    ),
    **_table(
        "looked-outside",
        """
        os.environ os.environb os.getenv os.getenvb os.getppid os.getlogin os.path.expanduser os.path.expandvars
        pathlib.Path.home pathlib.Path.expanduser pwd grp psutil getpass.getuser sqlite3
        """,
    ),
}

# Attributes that lead into Python's insides, whatever they are looked up on.
ATTRIBUTES = _words("""
    __closure__ __globals__ __code__ __subclasses__ __builtins__ __mro__ __bases__ __defaults__ __kwdefaults__
    __loader__ __spec__ __getattribute__ f_back f_globals f_locals f_builtins f_code gi_frame gi_code tb_frame tb_next
    cr_frame ag_frame cell_contents co_consts co_code co_names
    """)

# What people change in modules for good reasons.
SETTINGS = (
    "sys.tracebacklimit",
    "IPython.core.interactiveshell.InteractiveShell.ast_node_interactivity",
    "matplotlib",
    "pandas.options",
    "warnings",
)

# Functions that are given the name of a file or folder.
READERS = _words("""
    open Path PurePath PosixPath listdir scandir walk fwalk glob iglob rglob exists isfile isdir stat lstat readlink
    chdir joinpath join load loadtxt genfromtxt fromfile memmap read_csv read_json read_table read_text read_bytes
    connect abspath realpath iterdir run_path FileIO opendir access getsize imread
    """)
WRITERS = _words("""
    write_text write_bytes save savez savetxt tofile savefig imsave to_csv remove unlink rmdir rmtree copy copy2
    copyfile copytree move rename renames replace symlink symlink_to link hardlink_to mkfifo mknod mkdir makedirs touch
    truncate chmod chown
    """)

# Words in a file's name that only somebody looks for who wants to see the answers, or marks.
SECRETS = ("gradebook.db", "/proc/", "submitted/", "autograded/", "solutions/", ".ipython/profile", "nbgrader_config")

# Modules that a file of the same name in the student's folder would replace.
SHADOWED = _words("""
    numpy nnlib autograder matplotlib IPython sitecustomize usercustomize builtins json math socket
    """)

# Methods with which an object of a class of one's own lies to a comparison.
LYING_ALWAYS = _words("""
    __array_function__ __array_ufunc__ __array__ __array_interface__ __array_struct__ __instancecheck__
    __subclasscheck__ __class__ __reduce__ __reduce_ex__ __getattribute__
    """)
LYING_NUMBERS = _words("""
    __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __sub__ __rsub__ __abs__ __bool__ __float__ __int__ __repr__ __str__
    __format__ __hash__ __len__ __contains__
    """)
NUMBERS = _words("""
    float int complex str list tuple dict set numpy.ndarray numpy.float64 numpy.generic bool
    """)
