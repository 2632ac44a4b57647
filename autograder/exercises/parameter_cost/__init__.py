"""Lesson 06_parameter_cost: every neuron has a price. 20 points."""

from autograder.exercises.parameter_cost.doubling import COST_RATIO, DOUBLING_CLAIM
from autograder.exercises.parameter_cost.kernels import CONV_PARAMS
from autograder.exercises.parameter_cost.layers import DENSE_PARAMS, MLP_PARAMS
from autograder.exercises.parameter_cost.memory import FITS, WEIGHT_BYTES
from autograder.exercises.parameter_cost.padding import PADDED
from autograder.exercises.parameter_cost.quiz import QUIZ
from autograder.exercises.parameter_cost.ranking import RANKING_NETWORK
from autograder.exercises.parameter_cost.training import ADAM_TRAINING_BYTES
from autograder.exercises.parameter_cost.work import FORWARD_FLOPS

EXERCISES = (
    DENSE_PARAMS,
    MLP_PARAMS,
    WEIGHT_BYTES,
    FITS,
    ADAM_TRAINING_BYTES,
    FORWARD_FLOPS,
    COST_RATIO,
    DOUBLING_CLAIM,
    PADDED,
    RANKING_NETWORK,
    CONV_PARAMS,
    *QUIZ,
)
