import type { DrawnPiece, MathNode, Term } from '../../course/glossary-term.ts';
import { make } from '../elements/element.ts';
import { makeSvg } from '../elements/svg.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** A term's formula and its drawing, with where the formula stands; `null` where it has neither. */
export function termFigure({ drawing, source, title }: Term, formula: MathNode | undefined): HTMLElement | null {
  const parts: Node[] = [];
  if (drawing) parts.push(drawn(drawing, title));
  if (formula) {
    // Long ones are scrolled, by keys too.
    const place = make('div', { class: 'term-formula', tabindex: '0', role: 'group', 'aria-label': 'Formula' });
    place.append(mathOf(formula));
    parts.push(place);
  }
  if (source) parts.push(make('figcaption', {}, source));
  return parts.length === 0 ? null : make('figure', {}, ...parts);
}

/** Elements of MathML, made one by one: the page takes no text for them. */
export function mathOf(node: MathNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const [name, attributes, ...children] = node;
  const element = document.createElementNS(MATHML, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children.map(mathOf));
  return element;
}

function drawn(pieces: readonly DrawnPiece[], title: string): SVGElement {
  const figure = makeSvg('svg', { class: 'term-drawing', viewBox: '0 0 120 64', role: 'img', 'aria-label': title });
  for (const piece of pieces) figure.append(shapeOf(piece));
  return figure;
}

function shapeOf(piece: DrawnPiece): SVGElement {
  if (piece[0] === 'text') {
    const [, x, y, text] = piece;
    return makeSvg('text', { x, y }, text);
  }
  if (piece[0] === 'circle') {
    const [, cx, cy, r, look = 'ink'] = piece;
    return makeSvg('circle', { cx, cy, r, class: look });
  }
  const [, d, look = 'ink'] = piece;
  return makeSvg('path', { d, class: look });
}
