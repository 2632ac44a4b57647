"""Predictions: locked once, compared in words, and never in anybody's way."""

import pytest

from nnlib.labs.prediction_store import FILE_NAME, store_here
from nnlib.labs.prediction_words import guess_percent
from nnlib.labs.predictions import calibration, look_back, missed, predict, reveal
from tests.nnlib.labs.predicting import LESSON, QUESTION, ask, enter, lock, restart_kernel, saved, words

pytestmark = pytest.mark.usefixtures("lesson")


def test_a_new_card_has_nothing_chosen_and_cannot_be_locked():
    card = ask()
    assert card.choice.value is None
    assert card.button.disabled
    assert not card.choice.disabled
    assert not card.confidence.disabled
    assert "Choose what you expect" in card.status.value
    assert card.button.description == "Lock it in"


@pytest.mark.parametrize(("count", "lowest"), [(2, 50), (3, 35), (4, 25), (5, 20)])
def test_confidence_runs_from_a_blind_guess_to_certain(count, lowest):
    card = ask(options=[f"option {i}" for i in range(count)])
    assert (card.confidence.min, card.confidence.max) == (lowest, 100)
    assert guess_percent(card.options) <= card.confidence.min < guess_percent(card.options) + 5


def test_choosing_opens_the_button_and_the_sentence_follows():
    card = ask()
    card.choice.value = "no"
    assert not card.button.disabled
    card.confidence.value = 90
    assert "“no”, 90 % sure. Not locked yet." in words(card.status.value)


def test_locking_disables_every_control_and_says_what_was_locked(lesson):
    card = lock("no", 85)
    assert card.choice.disabled
    assert card.confidence.disabled
    assert card.button.disabled
    assert "Locked: “no”, 85 % sure." in words(card.status.value)
    assert card.button.description == "Locked"
    assert "role='status'" in card.status.value
    assert saved(lesson)[LESSON]["bias-at-zero"]["choice"] == "no"


def test_a_click_without_a_choice_locks_nothing(lesson):
    card = ask()
    card.button.click()
    assert card.locked is None
    assert not (lesson.parent / FILE_NAME).exists()


@pytest.mark.parametrize("between", [lambda: None, restart_kernel], ids=["same kernel", "new kernel"])
def test_running_the_cell_again_shows_the_locked_prediction(between):
    lock("no", 85)
    between()
    again = ask()
    assert (again.choice.value, again.confidence.value, again.choice.disabled) == ("no", 85, True)
    again.choice.value = "yes"  # whatever a front end sends
    again.button.click()
    assert again.locked.choice == "no"
    assert again.choice.value == "no"


def test_an_older_card_of_the_same_question_cannot_lock_a_second_time():
    older = ask()
    older.choice.value = "yes"
    lock("no")
    older.button.click()
    assert store_here()[0].get(LESSON, "bias-at-zero").choice == "no"
    assert "Locked: “no”" in older.status.value


def test_a_question_with_other_words_is_a_new_question():
    lock("no")
    card = ask(question="All inputs are 0 and the bias is 1. Can it fire?")
    assert card.locked is None
    assert card.choice.value is None


def test_everything_an_author_writes_is_escaped(shown):
    card = lock("<b>no", question="Is x < 1 & y > <script>2</script>?", options=["<b>no", "a & b"])
    assert "<script>" not in card.box.children[0].value
    assert "<b>" not in card.status.value
    reveal("bias-at-zero", "a & b", because="<i>so</i>")
    calibration()
    for bundle in shown:
        assert "<b>" not in bundle["text/html"]
        assert "<i>" not in bundle["text/html"]
        assert "<script>" not in bundle["text/html"]


@pytest.mark.parametrize(
    ("choice", "verdict"), [("yes", "That is what happened."), ("no", "What happened instead: “yes”.")]
)
def test_reveal_compares_in_words(shown, choice, verdict):
    lock(choice, 85)
    reveal("bias-at-zero", "yes", because="The bias alone is above 0.")
    text = shown[-1]["text/plain"]
    assert text == f"{QUESTION} You predicted “{choice}”, 85 % sure. {verdict} The bias alone is above 0."
    seen = words(shown[-1]["text/html"])
    assert f"{QUESTION} You predicted {choice} (85 % sure)" in seen
    assert "What happened yes" in seen
    assert ("✓ As you predicted." in seen) is (choice == "yes")
    assert ("✗ Not as you predicted." in seen) is (choice == "no")


def test_without_a_prediction_reveal_is_kind_and_shows_what_happened(shown, lesson):
    ask()
    reveal("bias-at-zero", "yes")
    reveal("a-cell-that-never-ran", "42")
    assert "You locked no prediction" in shown[0]["text/plain"]
    assert "What happened: “42”" in shown[1]["text/plain"]
    assert not (lesson.parent / FILE_NAME).exists()


def test_after_the_answer_nothing_can_be_locked_any_more():
    open_card = ask()
    open_card.choice.value = "no"
    reveal("bias-at-zero", "yes")
    assert open_card.button.disabled
    for card in (open_card, ask()):
        assert "Already revealed" in card.status.value
        card.choice.value = "yes"
        card.button.click()
        assert card.locked is None


def test_a_locked_card_is_closed_by_the_answer_in_this_and_the_next_kernel():
    card = lock("no")
    reveal("bias-at-zero", "yes")
    assert "Already revealed" in card.status.value
    restart_kernel()
    again = ask()
    assert "Already revealed" in again.status.value
    assert again.choice.value == "no"


def test_the_first_answer_counts_when_the_demonstration_is_changed_later(shown):
    lock("no")
    reveal("bias-at-zero", "yes")
    reveal("bias-at-zero", "no")
    assert "That is what happened." in shown[-1]["text/plain"]
    assert [p.answer for p in missed()] == ["yes"]


def test_looking_back_tells_what_was_missed_surest_first(tmp_path, monkeypatch, shown):
    lock("no", 60)
    lock("only with a <negative> bias", 95, key="again")
    lock("yes", 90, key="known")
    for key in ("bias-at-zero", "again", "known"):
        reveal(key, "yes")
    restart_kernel()
    enter(tmp_path, monkeypatch, "02_linear_collapse")
    look_back(LESSON)
    said = words(shown[-1]["text/html"])
    assert said.index("“only with a <negative> bias”, 95 % sure") < said.index("“no”, 60 % sure")
    assert "what happened was “yes”" in said
    assert "90 %" not in said
    assert "<negative>" not in shown[-1]["text/html"]


def test_looking_back_on_nothing_says_so_and_on_success_too(tmp_path, monkeypatch, shown):
    look_back("00_nowhere")
    assert "No predictions of the lesson before are kept here" in words(shown[-1]["text/html"])
    lock("yes")
    reveal("bias-at-zero", "yes")
    look_back(LESSON)
    assert "came true" in words(shown[-1]["text/html"])
    assert words(shown[-1]["text/html"]) == shown[-1]["text/plain"]


def test_reveal_in_a_new_kernel_needs_no_card(shown):
    lock("no")
    restart_kernel()
    reveal("bias-at-zero", "yes")
    assert "You predicted “no”" in shown[-1]["text/plain"]


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("k", "Q?", ["yes", "yes"]), ValueError, "two different options, got ['yes', 'yes']"),
        (("k", "Q?", ["yes"]), ValueError, "at least two different options"),
        (("k", "Q?", "yes"), TypeError, "got one text: 'yes'"),
        (("k", "Q?", ["yes", 1]), TypeError, "every option to be a text, got ['yes', 1]"),
        (("", "Q?", ["yes", "no"]), ValueError, "expected a key"),
        ((3, "Q?", ["yes", "no"]), ValueError, "expected a key"),
        (("k", " ", ["yes", "no"]), ValueError, "expected a question in words"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(arguments, error, says):
    with pytest.raises(error) as caught:
        predict(*arguments)
    assert says in str(caught.value)


@pytest.mark.parametrize("prepare", [ask, lambda: lock("no"), lambda: (lock("no"), restart_kernel())])
def test_an_answer_that_is_no_option_is_refused(prepare):
    prepare()
    with pytest.raises(ValueError, match=r"expected one of the options .*'yes', 'no'.* got 'maybe'"):
        reveal("bias-at-zero", "maybe")
