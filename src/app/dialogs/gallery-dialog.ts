import { sentenceFor } from '../shell/notices.ts';
import './gallery.css';
import { phantomThumbnail } from '../../experiment/thumbnail.ts';
import { type LibraryEntry, loadLibraryPhantom, PHANTOM_GROUPS } from '../../phantom/library.ts';
import { shapePhantom } from '../../phantom/phantom-file.ts';
import { button, make } from '../elements/element.ts';
import { GREY_PIXELS } from '../panes/scaled-greys.ts';
import { openDialog } from './dialog.ts';

/** Twice the card's picture, so that it is sharp on fine screens too. */
const THUMBNAIL_PIXELS = 192;

/**
 * The phantoms that ship with the sandbox, each with its picture and what it teaches. Cards stand there at once and fill
 * as their files arrive.
 *
 * @param present name of the phantom that is open, or null where it is none of these
 */
export function showGallery(present: string | null, choose: (name: string) => void): void {
  const { dialog, body, close } = openDialog('Phantoms', 'gallery');
  const cards: [LibraryEntry, HTMLCanvasElement, HTMLElement][] = [];
  for (const { group, entries } of PHANTOM_GROUPS) {
    const list = make('ul', { class: 'gallery-cards', 'aria-label': group });
    for (const entry of entries) {
      const size = String(THUMBNAIL_PIXELS);
      const picture = make('canvas', { width: size, height: size, 'aria-hidden': 'true' });
      const lesson = make('span', { class: 'gallery-lesson' });
      const chooseThis = () => {
        close();
        choose(entry.name);
      };
      const card = button('', chooseThis, { class: 'gallery-card', 'data-phantom': entry.name });
      if (entry.name === present) {
        card.setAttribute('aria-current', 'true');
        card.autofocus = true;
      }
      card.append(picture, make('span', { class: 'gallery-name' }, entry.title), lesson);
      list.append(make('li', {}, card));
      cards.push([entry, picture, lesson]);
    }
    body.append(make('h3', {}, group), list);
  }
  body.querySelector<HTMLElement>('[autofocus]')?.focus();
  void fill(dialog, cards);
}

async function fill(
  dialog: HTMLDialogElement,
  cards: readonly (readonly [LibraryEntry, HTMLCanvasElement, HTMLElement])[],
): Promise<void> {
  for (const [{ name }, picture, lesson] of cards) {
    try {
      const file = await loadLibraryPhantom(name);
      if (!dialog.open) return;
      if (!file) continue;
      lesson.textContent = file.teaches ?? '';
      paint(picture, phantomThumbnail(shapePhantom(file), THUMBNAIL_PIXELS));
    } catch (error) {
      lesson.textContent = sentenceFor(error);
    }
    // A frame for each, so that the dialog answers while they are drawn.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

function paint(canvas: HTMLCanvasElement, grey: Uint8Array): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < grey.length; i++) pixels[i] = GREY_PIXELS[grey[i]!]!;
  context.putImageData(image, 0, 0);
}
