import { InputError } from '../../errors.ts';

/** Hands bytes to the browser's downloads. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The download has begun with the click; the address may go once it had time to be read.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new InputError('The image could not be made'))),
      'image/png',
    );
  });
}
