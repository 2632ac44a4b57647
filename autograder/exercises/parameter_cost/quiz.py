"""The quick check of lesson 6: q1 to q4."""

from autograder.forms import Choice

QUIZ = (
    Choice(
        name="q1",
        points=0.5,
        right="b",
        because="100 · 50 weights, and on every pass each of them is fetched and multiplied once: memory and work in one number.",
        wrong={
            "a": "150 is how many inputs and neurons there are. Each of the 50 neurons is joined to each of the 100 inputs.",
            "c": "5,000 is right, but a weight is used on every pass: each one is a multiplication and an addition.",
            "d": "The biases are numbers too, but they join nothing: 50 of them come on top of the 5,000 weights.",
        },
    ),
    Choice(
        name="q2",
        points=0.5,
        right="c",
        because="14 · 10⁹ bytes are 13.04 · 2³⁰ bytes: the same room, in units that are 7 % larger.",
        wrong={
            "a": "Nothing is lost: the number of bytes is the same. Only the unit is larger.",
            "b": "Bits would differ by a factor of 8. Here it is 7 %.",
            "d": "Biases are numbers like the weights, and part of the 7 billion.",
        },
    ),
    Choice(
        name="q3",
        points=0.5,
        right="b",
        because="All 32 answers come out together, after 3 ms. The 0.1 ms say how many answers a second the machine gives, not how long one takes.",
        wrong={
            "a": "0.1 ms is the batch's time divided by 32. It tells the throughput; no single answer is there before the batch is done.",
            "c": "The 32 go through together, not one after the other, so it is not 32 times 3 ms.",
            "d": "No answer comes out halfway: the last layer runs at the end, for all 32 at once.",
        },
    ),
    Choice(
        name="q4",
        points=0.5,
        right="d",
        because="Both sides are filled up: 128 · 128 = 16,384 cells for 65 · 65 = 4,225 weights, so 74 % of them are there for nothing.",
        wrong={
            "a": "65 is no multiple of 64, so a second block of 64 is begun, and computed in full.",
            "b": "These are the cells outside 64 · 64. But one block leaves a neuron without a place, so a second one is begun.",
            "c": "About half is wasted on each side. The table has two sides, and what remains of it is 65/128 of 65/128.",
        },
    ),
)
