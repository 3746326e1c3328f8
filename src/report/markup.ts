/** What a report is made of. Nothing that runs is among it. */
export type MarkupName =
  | ('article' | 'header' | 'footer' | 'section' | 'figure' | 'figcaption' | 'div' | 'span' | 'p' | 'br' | 'img' | 'a')
  | ('h1' | 'h2' | 'h3' | 'strong' | 'em' | 'dl' | 'dt' | 'dd' | 'details' | 'summary' | 'time')
  | ('table' | 'caption' | 'thead' | 'tbody' | 'tr' | 'th' | 'td')
  | ('svg' | 'title' | 'g' | 'rect' | 'path' | 'text' | 'image');

/** An element of a report: made text of a file, or an element of the page that prints it. */
export interface MarkupElement {
  readonly name: MarkupName;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Markup[];
}

export type Markup = MarkupElement | string;

export function markup(
  name: MarkupName,
  attributes: MarkupElement['attributes'] = {},
  ...children: readonly (Markup | null)[]
): MarkupElement {
  return { name, attributes, children: children.filter((child) => child !== null) };
}

/** Have no end (HTML Living Standard, 13.1.2). */
const VOID: readonly MarkupName[] = ['br', 'img'];

/** As HTML that is XML too: every text comes out as it went in, but for characters that neither may hold. */
export function markupText(part: Markup): string {
  if (typeof part === 'string') return escapedText(part);
  const { name, attributes, children } = part;
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedText(String(value))}"`);
  if (VOID.includes(name)) return `<${name}${said.join('')}/>`;
  return `<${name}${said.join('')}>${children.map(markupText).join('')}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text in which nothing is markup, between tags and between double quotes alike. */
export function escapedText(text: string): string {
  return legible(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

/** A text without what no document may hold: controls, halves of characters; and lines end in one way. */
export function legible(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/\p{Cs}/gu, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '')
  );
}

/** Paragraphs of a plain text: an empty line parts two, and lines stay lines. */
export function paragraphs(text: string, attributes: MarkupElement['attributes'] = {}): MarkupElement[] {
  const parts = legible(text)
    .split(/\n[^\S\n]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.map((part) => {
    const lines = part.split('\n').flatMap((line, i): Markup[] => (i === 0 ? [line] : [markup('br'), line]));
    return markup('p', attributes, ...lines);
  });
}

/** An address that may be followed; `null` where following it could run something. */
export function safeAddress(address: string): string | null {
  return /^(https?|file):\/\//i.test(address) ? address : null;
}
