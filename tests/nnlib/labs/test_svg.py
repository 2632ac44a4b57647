"""Markup is well formed whatever text goes in, and numbers are written so that a browser draws them."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.labs import svg
from tests.nnlib.labs.pictures import SVG, ends, fragment, numbers, parse, shapes

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # control characters and lone surrogates too
NASTY = "</text><script>alert('x')</script> a < b & \"c\" ]]> \x00\x1b\ud800\ufffe"
CLEAN = "</text><script>alert('x')</script> a < b & \"c\" ]]> "


def xml_can_hold(text):
    """The characters of XML 1.0, production [2], told one by one."""
    return "".join(
        c for c in text if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


@given(ANY_TEXT)
def test_any_text_comes_back_from_between_tags_and_from_an_attribute(content):
    root = parse(svg.element("text", content, aria_label=content))
    expected = xml_can_hold(content)
    assert (root.text or "") == expected.replace("\r\n", "\n").replace("\r", "\n")
    assert root.get("aria-label") == re.sub("[\t\n\r]", " ", expected.replace("\r\n", "\n"))
    assert len(root) == 0


def test_markup_is_inserted_as_it_is_and_text_is_not():
    inner = svg.element("tspan", "a < b")
    assert [child.tag for child in parse(svg.element("text", inner, " & c"))] == [SVG + "tspan"]
    assert parse(svg.element("text", str(inner))).text == inner
    assert isinstance(inner, svg.Svg)


@pytest.mark.parametrize(
    "made",
    [
        svg.text(1, 2, NASTY),
        svg.text(1, 2, "a", anchor=NASTY, color=NASTY, weight=NASTY, halo=True),
        svg.line(0, 0, 1, 1, color=NASTY, dash=NASTY),
        svg.polyline([0, 1], [0, 1], color=NASTY, dash=NASTY),
        svg.circle(0, 0, 1, fill=NASTY, stroke=NASTY),
        svg.rect(0, 0, 1, 1, fill=NASTY, stroke=NASTY),
        svg.polygon([(0, 0), (1, 1)], fill=NASTY, stroke=NASTY),
        svg.arrow(0, 0, 90, 90, color=NASTY),
        svg.picture(10, 10, NASTY, svg.text(0, 0, NASTY)),
    ],
)
def test_every_shape_escapes_every_text(made):
    root = fragment(made)
    assert not shapes(root, "script")
    found = [text for item in root.iter() for text in (*item.attrib.values(), item.text) if text and "script" in text]
    assert found
    assert set(found) == {CLEAN}


@given(st.floats(-9_999, 9_999))
def test_a_number_keeps_two_decimals_and_has_no_exponent(value):
    written = parse(svg.element("circle", cx=value)).get("cx")
    assert re.fullmatch(r"-?\d+(\.\d\d?)?", written)
    assert abs(float(written) - value) <= 0.005 + 1e-9


@given(st.floats(1e5, 1e300))
def test_a_huge_number_has_no_exponent_either(value):
    assert re.fullmatch(r"\d+", parse(svg.element("circle", cx=value)).get("cx"))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_no_browser_draws_is_refused_by_name(value):
    with pytest.raises(ValueError, match=r"stroke_width must be a finite number, got -?(nan|inf)\. Clip or skip it"):
        svg.element("line", stroke_width=value)
    with pytest.raises(ValueError, match="finite coordinates"):
        svg.polyline([0, 1], [0, value])
    with pytest.raises(ValueError, match="finite"):
        svg.arrow(0, 0, 90, value)


def test_attribute_names_and_left_out_attributes():
    root = parse(svg.element("text", text_anchor="end", font_size=None, in_=3))
    assert root.attrib == {"text-anchor": "end", "in": "3"}


@given(st.floats(-1e4, 1e4), st.integers(0, 4))
def test_decimal_rounds_and_writes_a_true_minus_sign(value, digits):
    written = svg.decimal(value, digits)
    assert re.fullmatch(rf"−?\d+(\.\d{{{digits}}})?", written)
    assert ("." in written) == (digits > 0)
    number = float(written.replace("−", "-"))
    assert abs(number - value) <= 0.5 * 10**-digits + 1e-9
    assert ("−" in written) == (number < 0)


def test_shapes_stand_where_they_are_told():
    root = fragment(
        svg.line(1, 2, 3, 4), svg.circle(5, 6, 7), svg.rect(8, 9, 10, 11), svg.polygon([(1, 2), (3, 4.5)]),
        svg.polyline([1, 2], [3, 4.5]), svg.text(12, 13, "words"),
    )  # fmt: skip
    assert ends(*shapes(root, "line")) == (1, 2, 3, 4)
    assert numbers(*shapes(root, "circle"), "cx", "cy", "r") == (5, 6, 7)
    assert numbers(*shapes(root, "rect"), "x", "y", "width", "height") == (8, 9, 10, 11)
    assert shapes(root, "polygon")[0].get("points") == "1.0,2.0 3.0,4.5"
    assert shapes(root, "polyline")[0].get("points") == "1.0,3.0 2.0,4.5"
    assert numbers(*shapes(root, "text"), "x", "y") == (12, 13)


def test_a_polyline_needs_a_y_for_each_x():
    with pytest.raises(ValueError, match="shorter"):
        svg.polyline([0, 1], [0])


@given(st.floats(0, 2 * math.pi), st.floats(20, 200))
def test_an_arrow_points_from_its_tail_to_its_tip(angle, length):
    tip = (100 + length * math.cos(angle), 100 + length * math.sin(angle))
    root = fragment(svg.arrow(100, 100, *tip, head=9))
    corners = [tuple(map(float, pair.split(","))) for pair in shapes(root, "polygon")[0].get("points").split()]
    assert math.dist(corners[0], tip) < 0.1
    shaft = ends(*shapes(root, "line"))
    assert shaft[:2] == (100, 100)
    assert math.dist(shaft[2:], tip) == pytest.approx(9, abs=0.1)  # the shaft ends under the head
    assert math.dist(corners[1], tip) == pytest.approx(math.dist(corners[2], tip), abs=0.2)
    assert math.dist(corners[1], (100, 100)) < math.dist(corners[0], (100, 100))


def test_an_arrow_shorter_than_its_head_is_left_out():
    assert svg.arrow(0, 0, 9, 0, head=9) == ""
    assert svg.arrow(0, 0, 0, 0) == ""
    assert svg.arrow(0, 0, 9.1, 0, head=9) != ""


def test_a_picture_is_an_image_with_a_name_on_a_light_sheet():
    root = parse(svg.picture(900, 400, "w = 1 & b < 2", svg.circle(1, 2, 3)))
    assert root.tag == SVG + "svg"
    assert (root.get("role"), root.get("aria-label"), root.get("viewBox")) == ("img", "w = 1 & b < 2", "0 0 900 400")
    assert "max-width:900px" in root.get("style")
    assert f"background:{svg.PAPER}" in root.get("style")
    assert len(shapes(root, "circle")) == 1


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_polygon_refuses_what_is_not_finite(bad):
    with pytest.raises(ValueError, match="finite"):
        svg.polygon([(bad, 0), (1, 1)])


def test_join_takes_a_plain_text_for_text():
    assert svg.join(svg.circle(0, 0, 1), "a < b").endswith("a &lt; b")
