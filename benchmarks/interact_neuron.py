"""The neuron explorer as most courses would write it: `ipywidgets.interact` and matplotlib's inline backend.

What the lab is measured against. It draws the same neuron at the same size (900 × 400 pixels), with the arithmetic as
bars, the bend as a curve, and the plane as a heat map of 200 × 200 with the cut and the weights as an arrow. It leaves
out the diagram of wires, challenges and a tight layout, so that it does somewhat less than the lab.
"""

import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import Dropdown, FloatSlider, interact

from nnlib import Neuron

START = {"x1": 2.0, "x2": 1.0, "w1": 1.5, "w2": -0.8, "b": 0.3}
BENDS = ("step", "sigmoid", "tanh", "relu", "gelu")
AXIS = np.linspace(-3, 3, 200)
GRID = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
ZS = np.linspace(-6, 6, 121)


def draw(x1, x2, w1, w2, b, bend):
    """Draw one neuron on one input with pyplot."""
    neuron = Neuron([w1, w2], b, bend)
    z = neuron.pre_activation([x1, x2])
    figure, (total, curve, plane) = plt.subplots(1, 3, figsize=(9, 4))
    figure.suptitle(f"x = ({x1:.1f}, {x2:.1f}), w = ({w1:.1f}, {w2:.1f}), b = {b:.1f}")

    first, second = w1 * x1, w2 * x2
    total.barh(["z", "b", "w₂x₂", "w₁x₁"], [z, b, second, first], left=[0, first + second, first, 0])
    total.set(xlim=(-12, 12), title=f"z = {z:.2f}")

    curve.plot(ZS, neuron.activation(ZS))
    curve.plot(z, neuron.activation(z), "o")
    curve.set(xlim=(-6, 6), title=f"{bend}(z) = {neuron.activation(z):.2f}")

    plane.imshow(neuron(GRID), origin="lower", extent=(-3, 3, -3, 3), cmap="RdBu", vmin=-4, vmax=4)
    if w1 or w2:
        foot = -b * neuron.weights / (w1**2 + w2**2)
        plane.axline(foot, slope=-w1 / w2 if w2 else np.inf, color="black")
        plane.arrow(*foot, 0.4 * w1, 0.4 * w2, head_width=0.2)
    plane.plot(x1, x2, "o")
    plane.set(xlim=(-3, 3), ylim=(-3, 3), title="the output at every input")
    plt.show()


def show():
    """Show the picture below its controls; return the controls by name."""
    controls = {name: FloatSlider(value=value, min=-3, max=3, step=0.1) for name, value in START.items()}
    controls["bend"] = Dropdown(options=BENDS, value="relu")
    interact(draw, **controls)
    return controls
