"""What the tests of the folding explorer share: settings of its controls."""

from hypothesis import strategies as st

from nnlib.labs.folding_explorer import BENDS
from nnlib.labs.folding_network import NAMES

SETTINGS = st.fixed_dictionaries(
    {
        "scrub": st.integers(0, 100).map(float),
        "angle": st.integers(-36, 36).map(lambda k: 5.0 * k),
        "shift": st.integers(-60, 60).map(lambda k: k / 20),
        "data": st.sampled_from(NAMES),
        "bend": st.sampled_from(BENDS),
    }
)
CUTS = SETTINGS.map(lambda s: {name: s[name] for name in ("data", "bend", "angle", "shift")})
EVERY = [(data, bend) for data in NAMES for bend in BENDS]
