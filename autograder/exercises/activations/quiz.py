"""The quick check of lesson 3: q1 to q4."""

from autograder.forms import Choice

QUIZ = (
    Choice(
        name="q1",
        points=0.5,
        right="b",
        because="Not a straight line, or layers collapse into one; and a slope to follow almost everywhere, or training has nothing to go by.",
        wrong={
            "a": "tanh and ReLU leave that range, and serve well. What a bend must bring along is a slope.",
            "c": "Speed is welcome, but no demand: GELU costs more than ReLU and is used all the same. The bend is not there for the sake of the graphics card.",
            "d": "A bend holds no numbers that are learned: weights and biases do (only PReLU learns its alpha).",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="c",
        because="For every positive z, however large, the slope is exactly 1: what arrives is passed on in full.",
        wrong={
            "a": "Its slope is 0.25 at most, at z = 0, and falls off to both sides.",
            "b": "tanh has the slope 1 at z = 0 only, and less everywhere else.",
            "d": "GELU's slope comes close to 1 for large z, but goes above it on the way, up to 1.1289, and is 0.5 at z = 0.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="d",
        because="Silent on some inputs is what makes a ReLU useful. Dead means silent on all of them.",
        wrong={
            "a": "On those 300 its slope is 0, but the other 200 still move its weights.",
            "b": "The mean does not decide. As long as one z is above 0, something gets through.",
            "c": "A negative bias only means that the neuron asks for more before it fires.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="a",
        because="Its share of the whole is the whole: e^z / e^z = 1, whatever z is. Use a sigmoid.",
        wrong={
            "b": "That would be a sigmoid. Softmax divides by the sum over all outputs, and here there is only one.",
            "c": "z cancels: the same power of e stands above and below the line.",
            "d": "Two outputs with equal z would get 0.5 each. With one there is nobody to share with.",
        },
    ),
)
