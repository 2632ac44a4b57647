"""The table to read, and the quick check of lesson 5: q1 to q4."""

from autograder.forms import Choice

TRAINED_TABLE = Choice(
    name="trained_table",
    points=1.0,
    right="c",
    because="10 against 8 of 20, 6 against 6: a coin tossed twenty times differs by as much from one try to the next. What all rows share is the wide spread from best to worst. (One more thing is there to be seen: the failures of one layer are milder.)",
    wrong={
        "a": "It has the better best run on the wave, and the worse median. One lucky seed says little: compare the counts, 8 against 10 of 20.",
        "b": "The rows of depth 1 do not fail. On the zigzag they succeed as often as the others, and their best run is the best of all.",
        "d": "The table says how often a network got there, and mostly it did not. But the best runs show that the network of each row can do it: training is what failed.",
    },
    hints=(
        "How often did each network get below 0.1? Would you bet on the order if all runs were made again with other seeds?",
        "What a network *can* do shows in its best run; what training *finds* shows in the counts.",
    ),
)

QUIZ = (
    TRAINED_TABLE,
    Choice(
        name="q1",
        points=0.5,
        right="b",
        because="One hidden layer, a continuous function, a compact range, a tolerance: then some finite number of neurons is enough. How many, and how to find their weights, it leaves open.",
        wrong={
            "a": "It speaks of weights that exist. Whether training finds them is another question, and often the answer is no.",
            "c": "It says nothing about inputs that were not seen, nor about data at all.",
            "d": "Near a jump the largest error stays at ½ or more: a network of ReLUs is continuous, a step is not.",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="d",
        because="Every piece of the first runs through all pieces of the second: 4 · 4 = 16.",
        wrong={
            "a": "Side by side, in one layer, pieces add up. Behind one another they multiply.",
            "b": "Neurons do not count here: what counts is how often the second layer is passed through from end to end.",
            "c": "2 to the power of 4 is right by luck for four folds of two. Here it is two folds of four.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="a",
        because="Between two layers of 100 stand 100 · 100 weights, and there are two such pairs.",
        wrong={
            "b": "Neurons are equal in number, parameters are not: a neuron pays for every number that it reads.",
            "c": "The other way round: with one input the wide layer's neurons have one weight each.",
            "d": "The number of inputs does count, for the first layer. But with a single one, the square layers decide.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="c",
        because="The bound is the most that any weights could give. Random ones fold hardly anything, at any depth.",
        wrong={
            "a": "That is what the best weights could do. Random ones come nowhere near.",
            "b": "That is so only when all biases are 0.",
            "d": "Depth neither adds nor takes away much when weights are random: about one piece for each neuron.",
        },
    ),
)
