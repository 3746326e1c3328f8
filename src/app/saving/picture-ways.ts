import type { Caption } from '../../experiment/picture-caption.ts';
import { captureFile } from '../../files/dicom/write-capture.ts';
import type { Origin } from '../../files/dicom/write-file.ts';
import type { SaveWay } from './saveable.ts';
import { writingNow } from './writing-now.ts';

/** A picture as it is seen. */
export interface SeenPicture {
  readonly name: string;
  /** Why there is none: a sentence. */
  readonly whyNot: string | null;
  readonly origin: Origin;
  readonly mayBePlain: boolean;
  caption(): Promise<Caption>;
  /** A PNG file of it. @param isPlain its pixels alone */
  png(isPlain: boolean): Promise<Uint8Array<ArrayBuffer>>;
  /** Of a pixel, where it comes as its pixels alone. */
  readonly pixelSizeMm: number | null;
}

/** The ways to save a picture as it is seen. */
export function pictureWays(picture: SeenPicture): SaveWay[] {
  const { name, whyNot, mayBePlain } = picture;
  return [
    {
      ...{ name: 'png', label: 'PNG image', whyNot, mayBePlain, fileName: `${name}.png` },
      keeps:
        'As shown, in its window, with axes, scale and a caption of how it was made, which the file has as text too. No values.',
      file: async (isPlain) => new Blob([await picture.png(isPlain)], { type: 'image/png' }),
    },
    {
      ...{ name: 'capture', label: 'DICOM secondary capture', whyNot, mayBePlain, fileName: `${name}-picture.dcm` },
      keeps:
        'The same picture for an archive of pictures (PACS), marked as not for diagnosis. No values, and no place in a body.',
      file: async (isPlain) => new Blob([await capture(picture, isPlain)], { type: 'application/dicom' }),
    },
  ];
}

async function capture(picture: SeenPicture, isPlain: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const [bytes, { lines }] = [await picture.png(isPlain), await picture.caption()];
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), { colorSpaceConversion: 'none' });
  const { width: columns, height: rows } = bitmap;
  const context = new OffscreenCanvas(columns, rows).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const shades = context.getImageData(0, 0, columns, rows).data;
  const samples = isPlain ? [0] : [0, 1, 2];
  const pixels = new Uint8Array(samples.length * rows * columns);
  for (let i = 0, at = 0; i < shades.length; i += 4) for (const sample of samples) pixels[at++] = shades[i + sample]!;
  return captureFile({
    ...{ rows, columns, pixels, colours: isPlain ? 'grey' : 'rgb' },
    pixelSizeMm: isPlain ? picture.pixelSizeMm : null,
    ...{ title: lines[0] ?? picture.name, description: lines.slice(1).join('; '), origin: picture.origin },
    ...writingNow(),
  });
}
