/** A strict reader of the XML that tools exchange: elements, attributes, text; fails on anything that is not well-formed. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const TOKEN =
  /<\?xml version="1\.0" encoding="UTF-8"\?>\n|<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)|(.)/gsu;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  if (!text.startsWith("<?xml ")) throw new Error("no declaration");
  for (const [token, close, name, attributes, empty, characters, stray] of text.matchAll(TOKEN)) {
    if (stray !== undefined) throw new Error(`stray ${stray}`);
    const parent = open[open.length - 1];
    if (characters !== undefined) parent.text += decoded(characters);
    else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: "" };
      parent.children.push(element);
      if (empty === "") open.push(element);
    } else if (close !== undefined && open.pop()?.name !== close) throw new Error(`misplaced ${token}`);
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "") throw new Error("no single root");
  return root.children[0];
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, decoded(value)] as const);
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) throw new Error("an attribute twice");
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error("no XML character");
  return text.replace(/&(\w*);?/g, (entity, name) => {
    if (!entity.endsWith(";") || !(name in ENTITIES)) throw new Error(`unknown ${entity}`);
    return ENTITIES[name];
  });
}
