"""Lesson 02_linear_collapse: a line of a line is still a line. 20 points."""

from autograder.exercises.linear_collapse.costs import STACK_COST
from autograder.exercises.linear_collapse.kink import BREAK_IT
from autograder.exercises.linear_collapse.midpoints import MIDPOINT_GAP
from autograder.exercises.linear_collapse.pairs import COLLAPSE
from autograder.exercises.linear_collapse.quiz import QUIZ
from autograder.exercises.linear_collapse.ranks import WAIST
from autograder.exercises.linear_collapse.stacks import COLLAPSE_ALL
from autograder.exercises.linear_collapse.two_layers import TWO_LINEAR_LAYERS
from autograder.exercises.linear_collapse.waste import WASTE_CLAIM

EXERCISES = (
    TWO_LINEAR_LAYERS,
    COLLAPSE,
    COLLAPSE_ALL,
    STACK_COST,
    MIDPOINT_GAP,
    BREAK_IT,
    WASTE_CLAIM,
    WAIST,
    *QUIZ,
)
