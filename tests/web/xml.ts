/** The names of an XML document's elements, in order; throws where it is not well-formed. */
export function elementsOf(document: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const wrong = (what: string, at: number) =>
    new Error(`${what} at ${at}: ${JSON.stringify(document.slice(at, at + 60))}`);
  const outside = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(document);
  if (outside) throw wrong("a sign that XML does not know", outside.index);
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  const tag = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
  for (let at = 0; at < body.length; ) {
    if (body[at] !== "<") {
      const end = body.indexOf("<", at);
      check(body.slice(at, end < 0 ? body.length : end), at);
      if (open.length === 0 && body.slice(at).trim() !== "") throw wrong("text outside", at);
      at = end < 0 ? body.length : end;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(body);
    if (!match) throw wrong("no tag", at);
    const [whole, closing, name = "", attributes = "", empty] = match;
    check(attributes, at);
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map(([, each]) => each);
    if (new Set(names).size !== names.length) throw wrong("an attribute twice", at);
    if (closing) {
      if (open.pop() !== name) throw wrong("closes what is not open", at);
    } else {
      if (open.length === 0 && found.length > 0) throw wrong("a second root", at);
      found.push(name);
      if (!empty) open.push(name);
    }
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return found;

  function check(text: string, at: number): void {
    const bare = /&(?!(?:amp|lt|gt|quot|#\d+);)/.exec(text);
    if (bare) throw wrong("a bare &", at + bare.index);
  }
}

/** What the text elements of an SVG say. */
export function textsOf(document: string): string[] {
  return [...document.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text!
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&"),
  );
}
