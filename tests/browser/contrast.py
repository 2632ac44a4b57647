"""Text on the page that is too faint to read, by the contrast that WCAG 2 asks for (level AA: 4.5 to 1)."""

# For each text in a cell's output, its colour over the nearest backgrounds. Left out, as WCAG does: disabled controls.
# Left out because their text has no colour of its own: pictures (their card brings its own paper).
MEASURE = """ratio => {
  const parse = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const background = node => { const layers = [];
    for (let n = node; n; n = n.parentElement) layers.push(parse(getComputedStyle(n).backgroundColor));
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]); };
  const faint = [];
  for (const node of document.querySelectorAll('.jp-OutputArea-output *')) {
    const text = [...node.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' ').trim();
    const hidden = !node.getClientRects().length || node.closest('svg, style, option, :disabled, [disabled]');
    if (!text || hidden) continue;
    const below = background(node), ink = over(parse(getComputedStyle(node).color), below);
    const [dim, bright] = [light(ink), light(below)].sort((a, b) => a - b), found = (bright + 0.05) / (dim + 0.05);
    if (found < ratio) faint.push(`${found.toFixed(1)} to 1: ${text.slice(0, 60)}`);
  }
  return faint;
}"""


def too_faint(page, ratio: float = 4.5) -> list[str]:
    """Every text in the outputs whose contrast is below `ratio`, with what was measured."""
    return page.evaluate(MEASURE, ratio)
