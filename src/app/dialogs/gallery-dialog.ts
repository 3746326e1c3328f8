import { sentenceFor } from '../shell/notices.ts';
import './gallery.css';
import { phantomThumbnail, solidThumbnail } from '../../experiment/thumbnail.ts';
import { type LibraryEntry, loadLibraryPhantom, PHANTOM_GROUPS } from '../../phantom/library.ts';
import { shapePhantom } from '../../phantom/phantom-file.ts';
import { type SolidFile, solidPhantom } from '../../phantom/solids/solid-file.ts';
import { loadSolidPhantom, SOLID_ENTRIES, SOLID_GROUP } from '../../phantom/solids/solid-library.ts';
import { button, make } from '../elements/element.ts';
import { GREY_PIXELS } from '../panes/scaled-greys.ts';
import { openDialog } from './dialog.ts';

/** Twice the card's picture, so that it is sharp on fine screens too. */
const THUMBNAIL_PIXELS = 192;
/** A picture of solids takes a tenth of a second, and is drawn in so many parts. */
const PARTS = 4;

const GROUPS = [...PHANTOM_GROUPS, { group: SOLID_GROUP, entries: SOLID_ENTRIES }];

/**
 * The phantoms that ship with the sandbox, each with its picture and what it teaches. Cards stand there at once and fill
 * as their files arrive.
 *
 * @param present name of the phantom that is open, or null where it is none of these
 */
export function showGallery(present: string | null, choose: (name: string) => void): void {
  const { dialog, body, close } = openDialog('Phantoms', 'gallery');
  const cards: [LibraryEntry, HTMLCanvasElement, HTMLElement][] = [];
  for (const { group, entries } of GROUPS) {
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
      const solids = file ? undefined : await loadSolidPhantom(name);
      if (!dialog.open) return;
      if (file) paint(picture, phantomThumbnail(shapePhantom(file), THUMBNAIL_PIXELS));
      else if (solids && !(await paintSolids(dialog, picture, solids))) return;
      lesson.textContent = (file ?? solids)?.teaches ?? '';
    } catch (error) {
      lesson.textContent = sentenceFor(error);
    }
    // A frame for each, so that the dialog answers while they are drawn.
    await nextFrame();
  }
}

/** @returns false where the dialog was closed before the end */
async function paintSolids(dialog: HTMLDialogElement, picture: HTMLCanvasElement, file: SolidFile): Promise<boolean> {
  const phantom = solidPhantom(file);
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [part, part + 1].map((end) => (end * THUMBNAIL_PIXELS) / PARTS) as [number, number];
    paint(picture, solidThumbnail(phantom, THUMBNAIL_PIXELS, from, to), from);
    await nextFrame();
    if (!dialog.open) return false;
  }
  return true;
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** @param grey whole rows of the picture, from `firstRow` on */
function paint(canvas: HTMLCanvasElement, grey: Uint8Array, firstRow = 0): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(canvas.width, grey.length / canvas.width);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < grey.length; i++) pixels[i] = GREY_PIXELS[grey[i]!]!;
  context.putImageData(image, 0, firstRow);
}
