import type { Markup, MarkupElement } from '../../report/markup.ts';
import { legible } from '../../report/markup.ts';
import { make } from '../elements/element.ts';
import { makeSvg } from '../elements/svg.ts';

const DRAWN: readonly string[] = ['svg', 'title', 'g', 'rect', 'path', 'text', 'image'];

/** What a report is made of as an element of the page. */
export function elementOf({ name, attributes, children }: MarkupElement): HTMLElement | SVGElement {
  const inner = children.map(nodeOf);
  const { xmlns: _, ...own } = attributes;
  if (DRAWN.includes(name)) return makeSvg(name as 'svg', own, ...inner);
  const texts = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, String(value)]));
  return make(name as 'div', texts, ...inner);
}

function nodeOf(part: Markup): Node | string {
  return typeof part === 'string' ? legible(part) : elementOf(part);
}
