"""Lesson 05_depth_vs_width: what depth buys. 20 points."""

from autograder.exercises.depth_vs_width.claim import DEPTH_CLAIM
from autograder.exercises.depth_vs_width.counting import COUNT_PIECES
from autograder.exercises.depth_vs_width.curves import INTERPOLANT
from autograder.exercises.depth_vs_width.deep_tents import DEEP_TENT
from autograder.exercises.depth_vs_width.one_layer import WIDTH_FOR_PIECES
from autograder.exercises.depth_vs_width.quiz import QUIZ
from autograder.exercises.depth_vs_width.regions import MAX_REGIONS
from autograder.exercises.depth_vs_width.sines import SINE9
from autograder.exercises.depth_vs_width.tents import TENT
from autograder.exercises.depth_vs_width.thousand import THOUSAND_PIECES
from autograder.exercises.depth_vs_width.widths import WIDTH_FOR_BUDGET

EXERCISES = (
    INTERPOLANT,
    SINE9,
    TENT,
    DEEP_TENT,
    WIDTH_FOR_PIECES,
    COUNT_PIECES,
    THOUSAND_PIECES,
    MAX_REGIONS,
    WIDTH_FOR_BUDGET,
    DEPTH_CLAIM,
    *QUIZ,
)
