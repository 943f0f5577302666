import { expect, test } from "vitest";
import { renderProse } from "../../web/plugins/prose.ts";

test("formulas become MathML, and the mark after one stays on its line", () => {
  const { lead, body } = renderProse("Take $x_1$, please.\n\n$$y = \\hat{x}$$\n", "a.md");
  expect(lead).toMatch(/<math.*<\/math>,<\/span> please/);
  expect(body).toContain('<p class="formula"><math display="block"');
  expect(body).not.toContain("style=");
});

test("a formula that cannot be read stops the build", () => {
  expect(() => renderProse("One.\n\n$$\\frac{1$$\n", "a.md")).toThrow();
});

test("a text without its leading paragraph stops the build", () => {
  expect(() => renderProse("# Title\n\nText", "a.md")).toThrow("a.md");
  expect(() => renderProse("Only one.", "a.md")).toThrow("a.md");
});
