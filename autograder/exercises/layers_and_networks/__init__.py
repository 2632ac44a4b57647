"""Lesson 04_layers_and_networks: many neurons at once. 20 points."""

from autograder.exercises.layers_and_networks.arcs import SEPARATING_NEURON
from autograder.exercises.layers_and_networks.cuts import CUT_COPIES
from autograder.exercises.layers_and_networks.forward import FORWARD
from autograder.exercises.layers_and_networks.heads import HEADS
from autograder.exercises.layers_and_networks.kinds import LAYER_CLAIM
from autograder.exercises.layers_and_networks.layer import DENSE
from autograder.exercises.layers_and_networks.quiz import QUIZ
from autograder.exercises.layers_and_networks.shapes import SHAPES
from autograder.exercises.layers_and_networks.xor import XOR_NETWORK

EXERCISES = (
    DENSE,
    FORWARD,
    SHAPES,
    XOR_NETWORK,
    SEPARATING_NEURON,
    HEADS,
    LAYER_CLAIM,
    CUT_COPIES,
    *QUIZ,
)
