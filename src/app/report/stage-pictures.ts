import { InputError } from '../../errors.ts';
import type { KeptPicture } from '../../report/report.ts';
import { make } from '../elements/element.ts';
import { savedDrawing } from '../present/saved-picture.ts';
import { captionOfSlot } from '../present/slot-caption.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import { inkedBox } from './inked-box.ts';
import { newId } from './notebook.ts';
import type { ReportPage } from './report-page.ts';

/** A picture of the stage and the bytes of its PNG file. */
export interface TakenPicture {
  readonly picture: KeptPicture;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The slots of the stage of which a picture can be taken now. */
export function pictureSlots({ stage }: Pick<ReportPage, 'stage'>): readonly Slot[] {
  return stage.slots.filter((slot) => {
    const id = slotId(slot);
    return stage.shown(id) !== null || stage.drawn(id)?.canSave === true;
  });
}

/** A picture of a slot as it is seen, on white, with axes, scale and window; what it is of stands in the file too. */
export async function takePicture(page: ReportPage, slot: Slot, date: Date): Promise<TakenPicture> {
  const id = slotId(slot);
  const pane = page.stage.pane(id);
  const drawn = page.stage.drawn(id);
  if (!pane && !drawn) throw new InputError('This image is not on the page any more');
  const caption = captionOfSlot(page, slot, date);
  const canvas = trimmed(await (pane ? pane.snapshot(null) : drawn!.snapshot(null, true)));
  return {
    picture: {
      file: newId(),
      title: (pane ?? drawn)!.title,
      caption: caption.lines,
      widthPixels: canvas.width,
      heightPixels: canvas.height,
    },
    bytes: await savedDrawing(canvas, caption),
  };
}

/** In parts of the picture's width. */
const MARGIN = 0.01;

/** What is drawn on a canvas, without the white around it, which a text has of its own. */
function trimmed(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const { width, height } = canvas;
  const pixels = new Uint32Array(canvas.getContext('2d')!.getImageData(0, 0, width, height).data.buffer);
  const inked = inkedBox(pixels, width, height);
  if (!inked) return canvas;
  const margin = Math.round(MARGIN * width);
  const [left, top] = [Math.max(0, inked.left - margin), Math.max(0, inked.top - margin)];
  const [right, bottom] = [Math.min(width, inked.right + margin), Math.min(height, inked.bottom + margin)];
  const part = make('canvas', { width: String(right - left), height: String(bottom - top) });
  part.getContext('2d')!.drawImage(canvas, -left, -top);
  return part;
}
