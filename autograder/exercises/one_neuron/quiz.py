"""The quick check of lesson 1: q1 to q4."""

from autograder.forms import Choice

QUIZ = (
    Choice(
        name="q1",
        points=0.5,
        right="c",
        because="Weigh, sum, bend: that is all a neuron does, in every network there is.",
        wrong={
            "a": "A neuron stores nothing: the same input gives the same output, whatever came before. And it weighs its inputs, it does not average them.",
            "b": "Measuring the error is the job of a loss function, outside the neuron, and only while the network is trained.",
            "d": "A neuron remembers nothing: it is computed anew on every pass. And its output need not be yes or no.",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="b",
        because="The direction of the line comes from w alone. The bias slides it along w, here away from the origin.",
        wrong={
            "a": "Turning takes a change of the weights: the line stands at a right angle to w, and w has stayed the same.",
            "c": "The bias does not scale the inputs; it is added once to their weighted sum.",
            "d": "The bias is in every sum. Inputs of 0 only let you see it on its own.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="d",
        because="Weights and biases are what a network learns. All that it knows is in these numbers.",
        wrong={
            "a": "The inputs are the data: training takes them as they are and changes how they are weighed.",
            "b": "The bend is chosen when the network is built and then stays the same; training moves the sum that goes into it.",
            "c": "The bias is learned too. If it were not, a boundary could turn and never move.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="a",
        because="A sigmoid is above 0.5 exactly where the sum is above 0. A bend that never falls changes the values, not the cut.",
        wrong={
            "b": "The S shows when the output is drawn over the sum. In the plane of the inputs, equal outputs still lie on straight lines.",
            "c": "The sigmoid of 0 is 0.5, so output 0.5 means sum 0: just where the step had its jump.",
            "d": "The change is gradual, but the place where the output passes 0.5 is as sharp a line as before.",
        },
    ),
)
