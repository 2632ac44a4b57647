"""A heat map's PNG holds the levels that went in, read back by two decoders that share no code with the encoder."""

import base64
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib import image

from nnlib.labs import png
from tests.nnlib.labs.pictures import decode_png

SHAPES = st.tuples(st.integers(1, 12), st.integers(1, 12))
COLOURS = np.stack([np.arange(256), np.arange(256)[::-1], np.arange(256) // 2], axis=1).astype(np.uint8)


@given(arrays(np.uint8, SHAPES))
def test_every_level_comes_back(levels):
    back, palette = decode_png(png.indexed_png(levels, COLOURS))
    np.testing.assert_array_equal(back, levels)
    np.testing.assert_array_equal(palette, COLOURS)


def test_another_program_reads_the_same_colours():
    levels = np.random.default_rng(0).integers(0, png.LEVELS, (20, 31), dtype=np.uint8)
    colours = image.imread(io.BytesIO(png.indexed_png(levels)), format="png")[..., :3]
    np.testing.assert_array_equal(np.rint(colours * 255).astype(np.uint8), png.PALETTE[levels])


def test_a_slow_gradient_stays_small():
    levels = np.tile(np.linspace(0, png.LEVELS - 1, 200).astype(np.uint8), (200, 1))
    assert len(png.indexed_png(levels)) < 2_000  # 40,000 pixels


def test_the_address_holds_the_bytes():
    data = png.indexed_png(np.zeros((1, 1), np.uint8))
    kind, _, body = png.data_url(data).partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(body, validate=True) == data


@given(st.floats(-10, 10), st.floats(0.1, 10), st.integers(1, 127))
def test_a_level_is_the_nearest_of_the_palette(value, limit, half):
    levels = 2 * half + 1
    places = [limit * (level - half) / half for level in range(levels)]
    level = int(png.levels_of(value, limit, levels))
    nearest = min(abs(place - value) for place in places)
    assert abs(places[level] - value) == pytest.approx(nearest, abs=1e-9)


def test_levels_know_the_ends_and_the_middle():
    assert png.levels_of([-1e9, -2, 0, 2, 1e9], limit=2).tolist() == [0, 0, 32, 64, 64]
    assert png.levels_of(np.zeros((2, 3)), limit=1).shape == (2, 3)
    assert png.levels_of(0.0, limit=1).dtype == np.uint8


@pytest.mark.parametrize("limit", [0, -1, float("nan")])
def test_a_limit_that_scales_nothing_is_refused(limit):
    with pytest.raises(ValueError, match="must be positive, got"):
        png.levels_of([1.0], limit)


def test_a_diverging_palette_runs_through_its_three_colours():
    palette = png.diverging("#102030", "#ffffff", "#405060", levels=5)
    assert palette.tolist() == [[16, 32, 48], [136, 144, 152], [255, 255, 255], [160, 168, 176], [64, 80, 96]]
    assert palette.dtype == np.uint8


@pytest.mark.parametrize("levels", [0, 1, 64, 256, 257])
def test_a_palette_without_a_middle_or_too_long_for_a_byte_is_refused(levels):
    with pytest.raises(ValueError, match=f"odd number of levels from 3 to 255, got {levels}"):
        png.diverging(levels=levels)


def test_the_middle_of_the_course_palette_is_paper_and_its_ends_differ_in_blue():
    assert png.PALETTE[png.LEVELS // 2].tolist() == [255, 255, 255]
    negative, positive = png.PALETTE[[0, -1]].astype(int)
    assert negative[0] > negative[2]  # orange
    assert positive[2] > positive[0]  # blue


@given(st.floats(-3, 3))
def test_a_css_colour_is_the_colour_of_the_map(value):
    colour = png.css_color(value, limit=1.5)
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    assert channels == png.PALETTE[png.levels_of(value, 1.5)].tolist()
