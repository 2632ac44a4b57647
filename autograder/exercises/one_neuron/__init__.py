"""Lesson 01_one_neuron: weigh, sum, bend. 20 points."""

from autograder.exercises.one_neuron.edges import EDGE_DETECTOR
from autograder.exercises.one_neuron.gates import GATES
from autograder.exercises.one_neuron.geometry import BOUNDARY_X2, SIGNED_DISTANCE
from autograder.exercises.one_neuron.quiz import QUIZ
from autograder.exercises.one_neuron.sums import NEURON, NEURON_BATCH, WEIGHTED_SUM
from autograder.exercises.one_neuron.tables import POSSIBLE_TABLES
from autograder.exercises.one_neuron.xor import XOR_CLAIM, XOR_MISTAKE

EXERCISES = (
    WEIGHTED_SUM,
    NEURON,
    NEURON_BATCH,
    GATES,
    BOUNDARY_X2,
    SIGNED_DISTANCE,
    EDGE_DETECTOR,
    XOR_MISTAKE,
    XOR_CLAIM,
    POSSIBLE_TABLES,
    *QUIZ,
)
