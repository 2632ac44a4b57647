"""The quick check of lesson 2: q1 to q4."""

from autograder.forms import Choice

QUIZ = (
    Choice(
        name="q1",
        points=0.5,
        right="b",
        because="Weighing and summing once more what was weighed and summed is still weighing and summing: one set of weights and biases does it all.",
        wrong={
            "a": "Weights need not shrink. A hundred turns of the plane keep every length, and still they are one turn.",
            "c": "Without a bend nothing is cut off to 0. Every layer passes on sums of any sign.",
            "d": "No computer is needed for it: the two formulas are equal on paper. A library that merged the layers would only make use of that.",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="c",
        because="The bias shifts all points alike, and with them their middles.",
        wrong={
            "a": "f(0) is W·0 + b = b, the bias, and that is not 0 here.",
            "b": "f(x) + f(y) holds the bias twice, f(x + y) once.",
            "d": "f(2x) holds the bias once, 2 f(x) twice.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="a",
        because="It is what keeps the second layer from melting into the first: with it layers compound.",
        wrong={
            "b": "It makes a layer slower, if anything: one more thing to compute.",
            "c": "Weights and biases hold what a network knows. A bend has nothing to learn.",
            "d": "The error is measured outside the network, by a loss function, while it is trained.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="d",
        because="The same functions, and all of it is paid: ten times the numbers, ten times the multiplications.",
        wrong={
            "a": "A line of a line is a line, and a plane of a plane is a plane. Nothing curved comes of it.",
            "b": "Whatever the weights are, they multiply into one matrix, and the biases into one bias.",
            "c": "Every layer stores its weights and multiplies by them, whether one layer would have done or not.",
        },
    ),
)
