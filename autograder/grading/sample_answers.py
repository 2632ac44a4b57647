"""Made-up answers to a lesson's exercises, right, and wrong as beginners are: for demonstrations and benchmarks.

lesson → kind of student → exercise → the source of the solution cell. Exercises that are not listed are answered right.
"""

_NO_BIAS = {
    "weighted_sum": "def weighted_sum(x, w, b):\n    return np.dot(w, x)",
    "neuron": "def neuron(x, w, b, activation):\n    return activation(np.dot(w, x))",
    "neuron_batch": "def neuron_batch(X, w, b, activation):\n    return activation(X @ w)",
    "q2": 'q2 = "d"',
}

_BEND_TOO_EARLY = {
    "neuron": "def neuron(x, w, b, activation):\n    return np.sum(activation(w * x)) + b",
    "neuron_batch": "def neuron_batch(X, w, b, activation):\n    return activation(X) @ w + b",
    "gates": 'gates = {"AND": ([1, 1], -1), "OR": ([1, 1], -0.5), "NOT": ([1], -0.5), "MAJORITY": ([1, 1, 1], -1.5)}',
    "q1": 'q1 = "a"',
    "q4": 'q4 = "b"',
}

_DISTANCE_NOT_DIVIDED = {
    "boundary_x2": "def boundary_x2(x1, w, b):\n    return -(w[1] * x1 + b) / w[0]",
    "signed_distance": "def signed_distance(X, w, b):\n    return X @ w + b",
    "edge_detector": "edge_detector = (np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]]), -0.1)",
    "xor_mistake": "def xor_mistake(w, b):\n    return (1, 1)",
    "xor_claim": 'xor_claim = {"holds": ("step", (1, 1), -0.5), "fails": ("sigmoid", (1, 1), -0.5)}',
    "possible_tables": """\
def possible_tables():
    bit = (0, 1)
    return {(a, b, c, d) for a in bit for b in bit for c in bit for d in bit}""",
}

_BREAKS = {
    "weighted_sum": "def weighted_sum(x, w, b):\n    return weights @ x + b",
    "neuron": "def neuron(x, w, b):\n    return max(0, w @ x + b)",
    "neuron_batch": "def neuron_batch(X, w, b, activation):\n    return [activation(w @ x + b) for x in range(len(X))]",
    "gates": 'gates = {"AND": "both on", "OR": "any on"}',
    "boundary_x2": "def boundary_x2(x1, w, b):\n    print(x1)",
    "possible_tables": "def possible_tables():\n    return 14",
}

_BEGINNER = {
    "weighted_sum": """\
def weighted_sum(x, w, b):
    total = 0
    for i in range(len(x)):
        print("adding", w[i], "times", x[i])
        total = total + w[i] * x[i]
    total = total + b
    print("total", total)
    return float(total)""",
    "neuron": """\
def neuron(x, w, b, activation):
    z = b
    for i in range(len(x)):
        z = z + x[i] * w[i]
    return activation(z)""",
    "neuron_batch": """\
def neuron_batch(X, w, b, activation):
    answers = []
    for row in X:
        z = b
        for i in range(len(w)):
            z = z + row[i] * w[i]
        answers.append(activation(z))
    return np.array(answers)""",
    "gates": """\
gates = {}
gates["AND"] = ((10, 10), -15)
gates["OR"] = ((10, 10), -5)
gates["NOT"] = ((-10,), 5)
gates["MAJORITY"] = ((10, 10, 10), -15)""",
    "boundary_x2": """\
def boundary_x2(x1, w, b):
    if w[1] == 0:
        raise ValueError("division by zero")
    return (-b - w[0] * np.array(x1)) / w[1]""",
    "signed_distance": """\
def signed_distance(X, w, b):
    squares = 0
    for weight in w:
        squares = squares + weight ** 2
    if squares == 0:
        raise ValueError("w is zero")
    return (np.dot(X, w) + b) / squares ** 0.5""",
    "edge_detector": "edge_detector = ([[0, 0, 0], [-3, 0, 3], [0, 0, 0]], -0.3)",
    "xor_mistake": """\
def xor_mistake(w, b):
    for point in [[0, 0], [0, 1], [1, 0], [1, 1]]:
        z = w[0] * point[0] + w[1] * point[1] + b
        if z > 0:
            answer = 1
        else:
            answer = 0
        should_be = 1 if point[0] + point[1] == 1 else 0
        if answer != should_be:
            return tuple(point)""",
}

ANSWERS = {
    "01_one_neuron": {
        "beginner": _BEGINNER,
        "no-bias": _NO_BIAS,
        "bend-too-early": _BEND_TOO_EARLY,
        "distance-not-divided": _DISTANCE_NOT_DIVIDED,
        "breaks": _BREAKS,
    },
}
