import { volumeHeightMm } from '../phantom/volume-image.ts';
import type { Subject } from './subject.ts';

/** What a cone can scan. */
export type PhantomInSpace = Exclude<Subject, { readonly kind: 'measurement' }>;

/** Voxels across the field: a volume that two threads make in a moment. */
export const VOLUME_PIXELS = 128;
/** Of what is drawn in a slice, which has no ends: half as high as it is wide. */
const USUAL_HEIGHT = 0.5;
const MOST_SLICES = 256;

/** Whether a cone could scan it. */
export function canBeScannedInSpace(subject: Subject): subject is PhantomInSpace {
  return subject.kind !== 'measurement' && (subject.kind !== 'image' || subject.volume !== undefined);
}

/** How high what is scanned is. */
export function heightMmOf(subject: PhantomInSpace): number {
  if (subject.kind === 'image' && subject.volume) return volumeHeightMm(subject.volume.grid);
  return subject.kind === 'solids' ? subject.heightMm : USUAL_HEIGHT * subject.fieldSizeMm;
}

/** Voxels over the phantom's field, and as many slices as it is high. */
export function volumeGridOver(subject: PhantomInSpace) {
  const pixelSizeMm = subject.fieldSizeMm / VOLUME_PIXELS;
  const slices = Math.min(MOST_SLICES, Math.max(1, Math.round(heightMmOf(subject) / pixelSizeMm)));
  return { pixels: VOLUME_PIXELS, pixelSizeMm, slices };
}

/** With two digits, which is as many as somebody wants to read. */
export function roundedUp(millimetres: number): number {
  const unit = 10 ** (Math.floor(Math.log10(millimetres)) - 1);
  return Number((Math.ceil(millimetres / unit) * unit).toPrecision(6));
}
