"""A filter of system calls: what no lesson needs and what has broken out of sandboxes before is refused.

The namespaces are the walls; the filter keeps a student's code away from the parts of the kernel where walls
have had holes, and from memory that no limit counts.
"""

import errno
import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

_NEW_ANYTHING = 0x7E020000  # every CLONE_NEW… that clone() knows
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: these are shut in by the network namespace, others are not
_SHARED_ANONYMOUS = 0x21

# name: (x86_64, aarch64)
REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "fanotify_init": (300, 262),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "mount": (165, 40),
    "umount2": (166, 39),
    "mount_setattr": (442, 442),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "unshare": (272, 97),
    "setns": (308, 268),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "vhangup": (153, 58),
}
_CLONE, _SOCKET, _MMAP, _CLONE3 = (56, 220), (41, 198), (9, 222), 435
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def known_machine() -> bool:
    """Tell whether there is a filter for this kind of processor."""
    return platform.machine() in _MACHINES


def build_filter(machine: str | None = None) -> bytes:
    """Return the filter for a machine as packed instructions."""
    which, arch = _MACHINES[machine or platform.machine()]
    program = [_load(_ARCH), *_if(_EQUAL, arch, [], [_refuse(errno.EPERM)]), _load(_NUMBER)]
    if which == 0:
        program += _if(_AT_LEAST, 0x40000000, [_refuse(errno.EPERM)])  # x86_64 calls under their x32 numbers
    for numbers in REFUSED.values():
        program += _if(_EQUAL, numbers[which], [_refuse(errno.EPERM)])
    # The flags of clone3 lie behind a pointer, where no filter can look: the C library falls back to clone.
    program += _if(_EQUAL, _CLONE3, [_refuse(errno.ENOSYS)])
    new = [*_if(_ANY_BIT, _NEW_ANYTHING, [_refuse(errno.EPERM)]), _allow()]
    program += _if(_EQUAL, _CLONE[which], [_load(_ARGUMENTS), *new])
    families = [step for family in _FAMILIES for step in _if(_EQUAL, family, [_allow()])]
    program += _if(_EQUAL, _SOCKET[which], [_load(_ARGUMENTS), *families, _refuse(errno.EAFNOSUPPORT)])
    # Shared anonymous memory outlives the process that filled it, so nobody would be counted for it.
    shared = [_step(_AND, _SHARED_ANONYMOUS), *_if(_EQUAL, _SHARED_ANONYMOUS, [_refuse(errno.ENOMEM)]), _allow()]
    program += _if(_EQUAL, _MMAP[which], [_load(_ARGUMENTS + 3 * 8), *shared])
    return b"".join([*program, _allow()])


def _step(code, value, yes=0, no=0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _if(test, value, then, otherwise=()) -> list[bytes]:
    """Steps for "if the loaded word passes the test: `then`, else: `otherwise`"; `then` must leave the filter."""
    if otherwise:
        return [_step(test, value, len(otherwise), 0), *otherwise, *then]
    return [_step(test, value, 0, len(then)), *then]


def _load(offset) -> bytes:
    return _step(_LOAD, offset)


def _allow() -> bytes:
    return _step(_RETURN, _ALLOW)


def _refuse(number) -> bytes:
    return _step(_RETURN, _REFUSE | number)
