import type { DrawnPiece, Term } from '../../course/glossary-term.ts';
import { make } from '../elements/element.ts';
import { makeSvg } from '../elements/svg.ts';

/** The drawing of a term; `null` where it has none. */
export function termDrawing({ drawing }: Term): HTMLElement | null {
  if (!drawing) return null;
  const { pieces, words } = drawing;
  const figure = makeSvg('svg', { class: 'term-drawing', viewBox: '0 0 120 64', role: 'img', 'aria-label': words });
  for (const piece of pieces) figure.append(shapeOf(piece));
  return make('figure', {}, figure);
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
