import type { Caption } from '../../experiment/picture-caption.ts';
import { writeGreyPng } from '../../files/png/png.ts';
import { withPngTexts } from '../../files/png/text-chunks.ts';
import { canvasBlob } from '../files/save-blob.ts';
import { footprintsOf } from '../panes/footprints.ts';
import type { GreyMapping } from '../panes/image-surface.ts';
import { paintScaled } from '../panes/scaled-greys.ts';

/** Of a pane, what a saved picture is made of. */
export interface PicturedPane {
  readonly greyMapping: GreyMapping | null;
  snapshot(caption: readonly string[]): Promise<HTMLCanvasElement>;
}

/** Values, row by row from the top left. */
export interface PlainPicture {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * A PNG file of what a pane shows, with its caption inside.
 *
 * @param plain for the picture alone, a grey for each of its values; else it comes with title, axes, scale and caption
 */
export async function savedPicture(
  pane: PicturedPane,
  { lines, texts }: Caption,
  plain: PlainPicture | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (plain && pane.greyMapping) return withPngTexts(plainPng(plain, pane.greyMapping), texts);
  return savedDrawing(await pane.snapshot(lines), { lines, texts });
}

/** A PNG file of a canvas, with what it is of inside. */
export async function savedDrawing(canvas: HTMLCanvasElement, { texts }: Caption): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await canvasBlob(canvas);
  return withPngTexts(new Uint8Array(await blob.arrayBuffer()), texts);
}

/** Eight bits a pixel, one pixel a value. */
export function plainPng({ values, rows, columns }: PlainPicture, mapping: GreyMapping): Uint8Array {
  const pixels = new Uint32Array(rows * columns);
  const across = footprintsOf(0, columns, columns, columns);
  const down = footprintsOf(0, rows, rows, rows);
  paintScaled(values, columns, mapping, across, down, pixels);
  return writeGreyPng(
    Uint8Array.from(pixels, (pixel) => pixel & 255),
    rows,
    columns,
  );
}
