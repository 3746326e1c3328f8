export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ParsedElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (text: string) =>
  text.replace(/&(\w+);|[&<>]/g, (found, name: string | undefined) => {
    const sign = name === undefined ? undefined : ENTITIES[name];
    if (sign === undefined) throw new Error(`${found} is no text`);
    return sign;
  });

/** Well-formed XML of elements, attributes and text; throws where it is not. */
export function parseXml(text: string): ParsedElement {
  const top: ParsedElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const rest = text.replace(/^<\?xml [^?]*\?>\s*/, '').trim();
  let at = 0;
  for (const match of rest.matchAll(/<(\/?)([a-z][a-z0-9]*)((?: [A-Za-z-]+="[^"<]*")*)(\/?)>/g)) {
    open.at(-1)!.text += plain(rest.slice(at, match.index));
    at = match.index + match[0].length;
    const [, closing, name, said, isEmpty] = match;
    if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another`);
      continue;
    }
    const pairs = [...said!.matchAll(/ ([A-Za-z-]+)="([^"]*)"/g)].map(
      ([, key, value]) => [key!, plain(value!)] as const,
    );
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`);
    const element = { name: name!, attributes: Object.fromEntries(pairs), children: [], text: '' };
    open.at(-1)!.children.push(element);
    if (!isEmpty) open.push(element);
  }
  if (open.length > 1 || at < rest.length || top.children.length !== 1) throw new Error('not one whole element');
  return top.children[0]!;
}
