"""Can a flag be relied on: a known kind, a detail that can be written down?"""

import json

import pytest

from autograder.grading.flags import FLAGS, flag, unique


def test_every_kind_has_a_sentence_of_its_own():
    assert len(set(FLAGS.values())) == len(FLAGS)
    for kind, sentence in FLAGS.items():
        assert kind == kind.lower().strip()
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match='no flag "netwrk"'):
        flag("netwrk", "")


def test_any_detail_can_be_written():
    said = flag("network", "a\ud800" + "b" * 10_000)
    assert len(said["detail"]) == 500
    json.dumps(said, ensure_ascii=False).encode("utf-8")


def test_the_same_flag_is_told_once_and_the_order_stays():
    first, second = flag("network", "a"), flag("died", "a")
    assert unique([first, second, dict(first)]) == [first, second]
