import { make } from '../../elements/element.ts';
import { makeSvg } from '../../elements/svg.ts';
import { MOST_QR_CHARACTERS, qrPath } from './qr-path.ts';

/** Longer ones are typed by nobody. */
const MOST_TYPED_CHARACTERS = 120;
const LOCAL = /^(localhost|127\.|\[::1\])/;

export interface OfferedLink {
  readonly href: string;
  /** What it leads to, in a few words. */
  readonly what: string;
}

/**
 * A link as a QR code, large, with the address below it.
 *
 * @param links the first that is short enough is shown
 */
export function qrCard(links: readonly OfferedLink[], hostname = location.hostname): HTMLElement {
  const shown = links.find(({ href }) => href.length <= MOST_QR_CHARACTERS);
  const card = make('section', { class: 'lecture-qr', 'aria-label': 'QR code of this page' });
  if (!shown) {
    const { length } = links[0]?.href ?? '';
    card.append(make('p', { class: 'lecture-qr-words' }, tooLong(length)));
    return card;
  }
  const { side, path } = qrPath(shown.href);
  const code = makeSvg(
    'svg',
    { class: 'lecture-qr-code', viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': `QR code: ${shown.href}` },
    makeSvg('rect', { width: String(side), height: String(side), fill: '#ffffff' }),
    makeSvg('path', { d: path, fill: '#000000', 'shape-rendering': 'crispEdges' }),
  );
  const address =
    shown.href.length <= MOST_TYPED_CHARACTERS ? [make('p', { class: 'lecture-qr-address' }, shown.href)] : [];
  const local = LOCAL.test(hostname)
    ? [make('p', {}, 'This page runs on this computer alone: other devices cannot open it.')]
    : [];
  card.append(code, make('div', { class: 'lecture-qr-words' }, make('p', {}, shown.what), ...address, ...local));
  return card;
}

function tooLong(characters: number): string {
  return characters === 0
    ? 'No link can hold what is on the page: it is made of opened files.'
    : `The link to this page has ${characters} characters, too many for a QR code that is read from a distance. A step of a lesson has a short one.`;
}
