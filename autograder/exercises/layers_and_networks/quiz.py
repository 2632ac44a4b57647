"""The quick check of lesson 4: q1 to q4."""

from autograder.forms import Choice

QUIZ = (
    Choice(
        name="q1",
        points=0.5,
        right="c",
        because="Deep counts hidden layers, nothing else. It says nothing about how wide they are, or how wise.",
        wrong={
            "a": "That is wide: many neurons side by side in one layer. Depth counts layers, one after the other.",
            "b": "Deep sounds like profound, but nothing in there understands. It is a count of layers.",
            "d": "A long training does not make a shallow network deep: it changes its numbers, not its layers.",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="b",
        because="Each of the 100 neurons has a weight for each of the 50 inputs, and its own row holds them.",
        wrong={
            "a": "Turned round: the rows of W are its neurons, the columns the inputs.",
            "c": "That is the shape of b. W has a weight for each pair of a neuron and an input.",
            "d": "32 is the size of the batch. A layer has the same weights however many inputs it is shown.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="a",
        because="It hands the inputs on, and has neither weights nor a bend. That is why people count layers differently.",
        wrong={
            "b": "Weights start with the first layer that computes: the first hidden one, or the output layer where none is hidden.",
            "c": "Inputs are often brought to a common size, but before they enter: that is no work of the network.",
            "d": "It has no bend. In plain data it does not even appear.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="d",
        because="The cut is straight where it is made. Seen from the inputs it is bent, since the space was bent in between.",
        wrong={
            "a": "The cut itself stays straight: the last neuron weighs and sums, as every neuron does. What is bent is the space it cuts.",
            "b": "More neurons in the last layer would make more cuts, each of them straight.",
            "c": "The inputs stay what they are. What the last neuron sees is what the hidden layer made of them.",
        },
    ),
)
