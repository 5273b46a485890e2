"""What keeps people with a keyboard or a screen reader out: a small check, in the page itself."""

from __future__ import annotations

from typing import Any

_CHECK = """() => {
  const found = [];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const named = (one) => {
    const label = one.labels && one.labels[0];
    return (one.getAttribute("aria-label") || one.getAttribute("alt") || (label && label.innerText)
      || one.innerText || "").trim();
  };
  const told = (one) => one.outerHTML.slice(0, 90);
  for (const one of document.querySelectorAll("button, input, select, a, [role=img], [role=region], img, summary"))
    if (seen(one) && !named(one)) found.push(`no name: ${told(one)}`);
  const levels = [...document.querySelectorAll("h1, h2, h3")].filter(seen).map((h) => +h.tagName[1]);
  if (levels.filter((level) => level === 1).length !== 1) found.push(`not one h1: ${levels}`);
  if (levels.some((level, k) => k && level > levels[k - 1] + 1)) found.push(`headings skip: ${levels}`);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  if (new Set(ids).size !== ids.length) found.push("an id is there twice");
  // Contrast of text with what lies behind it (WCAG 2.2, 1.4.3): 4.5 to 1.
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  ).reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const behind = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const colour = parts(getComputedStyle(up).backgroundColor);
      if (colour.length && (colour.length < 4 || colour[3] > 0)) return colour;
    }
    return [255, 255, 255];
  };
  for (const one of document.querySelectorAll(".page *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !seen(one) || one.closest("svg, :disabled")) continue;
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.push(`contrast ${contrast.toFixed(1)}: ${told(one)}`);
  }
  return found;
}"""


def reach(page: Any) -> list[str]:
    """What is wrong on a page, a line each: names, headings, contrast."""
    found: list[str] = page.evaluate(_CHECK)
    return found
