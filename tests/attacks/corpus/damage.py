"""Damage the notebook: its tests, points, names, formats and bytes. Some of it happens to honest students too."""

from tests.attacks.attack import ALL_RIGHT, Attack
from tests.attacks.corpus import damages as do
from tests.attacks.target import FULL, LESSON

KIND = "damage the notebook"
JUDGED = ("missing-test", "edited-test", "retyped-cell", "duplicate-cell", "renamed-cell", "moved-cell", "odd-metadata")


def _gains(name, tries, make, flags=JUDGED) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


def _keeps(name, tries, make, flags=JUDGED, at_least=FULL) -> Attack:
    return Attack(
        kind=KIND, name=name, tries=tries, make=make, base=ALL_RIGHT, fair=FULL, at_least=at_least, flags=flags
    )


def _breaks(name, tries, make, flags=()) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, base=ALL_RIGHT, fair=FULL, flags=flags, may_fail=True)


ATTACKS = (
    _gains("true-tests", "replaces every test by a number", do.true_tests, ("edited-test",)),
    _gains("no-tests", "deletes every test", do.without_tests, ("missing-test",)),
    _gains("empty-tests", "empties every test", do.empty_tests, ("edited-test",)),
    _gains("text-tests", "turns every test into text", do.text_tests, ("retyped-cell", "edited-test")),
    _gains("decoys", "adds tests of the same names that are always true", do.decoy),
    _gains("worth-100", "makes every test worth 100 points", do.worth(100), ("changed-points",)),
    _gains("worth-infinity", "makes every test worth infinitely much", do.worth(float("inf")), ("changed-points",)),
    _gains("bonus", "adds a test of its own worth 90 points", do.extra_points, ("odd-metadata", "renamed-cell")),
    _gains("by-hand", "says that a person grades the tests", do.by_hand),
    _gains("one-name", "gives all tests the name of the easiest", do.all_one_name),
    _keeps("no-tests-right", "right work, and every test deleted", do.without_tests, ("missing-test",)),
    _keeps("doubled-test", "a test is there twice", do.doubled("triple-test"), ("duplicate-cell",)),
    _keeps("doubled-answer", "an answer is there twice", do.doubled("triple"), ("duplicate-cell",)),
    _keeps("swapped", "two tests have swapped names and points", do.swapped),
    _keeps("unknown-names", "every grade_id is unknown", do.unknown_name, ("renamed-cell", "lost-metadata")),
    _keeps("tests-first", "all tests stand at the top", do.tests_first, ("moved-cell", "run-twice")),
    _keeps("reversed", "the cells stand in reverse", do.upside_down, ("moved-cell", "run-twice"), 0.0),
    _keeps("not-graded", "the tests say that they are none", do.not_graded),
    _keeps("schema-99", "metadata of a schema to come", do.schema(99), ("odd-metadata", "lost-metadata")),
    _keeps("schema-text", "a schema that is no number", do.schema("three"), ("odd-metadata", "lost-metadata")),
    _keeps("no-metadata", "no metadata at all, and other ids", do.without_metadata, ("lost-metadata",)),
    _keeps("garbage", "metadata of every wrong type", do.garbage_metadata, ("odd-metadata", "lost-metadata")),
    _keeps("bash", "asks for bash", do.kernel("bash", "bash"), ("other-kernel",)),
    # Every environment has a kernel of its own, under whatever name: honest notebooks ask for them too.
    _keeps("kernel-of-own", "asks for a kernel that nobody has", do.kernel("../../mine", "python"), ()),
    _keeps("odd-cells", "cells that are none", do.odd_cells, ("odd-metadata",)),
    _keeps("raw-answers", "every answer turned into raw text", do.raw_solutions, ("retyped-cell",), 0.0),
    _breaks("empty", "an empty file", do.as_bytes(lambda text: b"")),
    _breaks("cut", "half a notebook", do.as_bytes(lambda text: text[: len(text) // 2].encode())),
    _breaks("nested", "JSON nested 100,000 deep", do.as_bytes(lambda text: b"[" * 100_000 + b"]" * 100_000)),
    _breaks(
        "nested-metadata",
        "metadata nested 100,000 deep",
        do.as_bytes(
            lambda text: text.replace(
                '"metadata": {}', '"metadata": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}", 1
            ).encode()
        ),
    ),
    _breaks("utf-16", "another encoding", do.as_bytes(lambda text: text.encode("utf-16"))),
    _breaks(
        "binary",
        "a picture under the notebook's name",
        do.as_bytes(lambda text: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ),
    _breaks(
        "long-number",
        "a number of a million digits",
        do.as_bytes(lambda text: text.replace('"nbformat_minor": ', '"nbformat_minor": ' + "4" * 10**6, 1).encode()),
    ),
    _breaks("huge", "30 MB of outputs", do.huge, ("left-out-file", "odd-metadata")),
    _breaks("no-list", "cells that are no list", lambda nb: nb | {"cells": {"0": nb["cells"][0]}}),
    _breaks("format-3", "a format of ten years ago", do.format_3),
    _breaks("renamed", "another file name", do.under_name("my solution (2).ipynb")),
    _breaks(
        "no-folder-name", "the notebook inside a folder of its own name", do.under_name(f"{LESSON}/{LESSON}.ipynb")
    ),
    _gains(
        "other-lesson",
        "hands in another lesson under this one's name",
        do.other_lesson,
        ("missing-test", "missing-cell"),
    ),
)
