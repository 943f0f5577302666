import { expect, test } from "vitest";
import { renderProse } from "../../web/plugins/prose.ts";

test("formulas become MathML, and the mark after one stays on its line", () => {
  const { lead, idea } = renderProse("Take $x_1$, please.\n\n$$y = \\hat{x}$$\n", "a.md");
  expect(lead).toMatch(/<math.*<\/math>,<\/span> please/);
  expect(idea).toContain('<p class="formula"><math display="block"');
  expect(idea).not.toContain("style=");
});

test("a formula that cannot be read stops the build", () => {
  expect(() => renderProse("One.\n\n$$\\frac{1$$\n", "a.md")).toThrow();
});

test("a text without its leading paragraph stops the build", () => {
  expect(() => renderProse("# Title\n\nText", "a.md")).toThrow("a.md");
  expect(() => renderProse("Only one.", "a.md")).toThrow("a.md");
});

test("a text has three layers, in either language", () => {
  for (const [maths, code] of [
    ["Maths", "Code"],
    ["数学", "代码"],
  ]) {
    const source = `Lead.\n\n## One\n\nA\n\n# ${maths}\n\nB\n\n# ${code}\n\nC\n`;
    const { lead, ...layers } = renderProse(source, "a.md");
    expect(lead).toBe("<p>Lead.</p>\n");
    expect(layers).toEqual({
      idea: "<h2>One</h2>\n<p>A</p>\n",
      maths: "<p>B</p>\n",
      code: "<p>C</p>\n",
    });
  }
});

test("a text without maths or code has an idea alone", () => {
  expect(renderProse("Lead.\n\nIdea.", "a.md")).toMatchObject({ maths: "", code: "" });
});

test("English words of a Chinese text are said to be English", () => {
  const { idea } = renderProse("一\n\n译成 _I love you_，*这*和 *x 与 y*\n", "zh.md");
  expect(idea).toContain('<em lang="en">I love you</em>，<em>这</em>和 <em>x 与 y</em>');
});

test("a layer that is called something else stops the build", () => {
  expect(() => renderProse("Lead.\n\nIdea.\n\n# Math\n\nB", "a.md")).toThrow("a.md");
  const swapped = "Lead.\n\nIdea.\n\n# Code\n\nC\n\n# Maths\n\nB";
  expect(() => renderProse(swapped, "a.md")).toThrow("in this order");
});
