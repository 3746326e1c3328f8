// A small enhanced CT image (PS3.3 § A.38), made here by the tables of the standard.

import { ctElements, type TinyElement, tinyDicom, tinyItems } from './tiny-dicom.ts';

export interface TinyFrame {
  readonly position: string;
  /** Two rows of three stored values. */
  readonly pixels: readonly number[];
  /** Its own functional groups, besides its position. */
  readonly groups?: readonly TinyElement[];
}

export const rescale = (slope: string, intercept: string) =>
  tinyItems(0x00289145, [
    [
      { tag: 0x00281052, vr: 'DS', value: intercept },
      { tag: 0x00281053, vr: 'DS', value: slope },
      { tag: 0x00281054, vr: 'LO', value: 'HU' },
    ],
  ]);

const measures = (spacing: string) => tinyItems(0x00289110, [[{ tag: 0x00280030, vr: 'DS', value: spacing }]]);
const orientation = (cosines: string) => tinyItems(0x00209116, [[{ tag: 0x00200037, vr: 'DS', value: cosines }]]);
const positionOf = (position: string) => tinyItems(0x00209113, [[{ tag: 0x00200032, vr: 'DS', value: position }]]);

/** What all frames share. */
export const SHARED = {
  measures: measures('0.5\\0.5'),
  orientation: orientation('1\\0\\0\\0\\1\\0'),
  rescale: rescale('1', '-1024'),
};

/** @param changes of the object, as with `ctElements` */
export function tinyEnhanced(
  frames: readonly TinyFrame[],
  shared: readonly TinyElement[] = Object.values(SHARED),
  changes: readonly TinyElement[] = [],
  transferSyntax?: string,
): Uint8Array {
  return tinyDicom(
    ctElements(
      2,
      3,
      frames.flatMap(({ pixels }) => [...pixels]),
      [
        { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.2.1' },
        { tag: 0x00080018, vr: 'UI', value: '1.2.3.5' },
        { tag: 0x0020000e, vr: 'UI', value: '1.2.3' },
        { tag: 0x00280008, vr: 'IS', value: String(frames.length) },
        // An enhanced image says these in functional groups.
        ...[0x00280030, 0x00281052, 0x00281053].map((tag): TinyElement => ({ tag, vr: 'DS', value: '' })),
        ...(shared.length > 0 ? [tinyItems(0x52009229, [shared])] : []),
        tinyItems(
          0x52009230,
          frames.map(({ position, groups = [] }) =>
            [...(position ? [positionOf(position)] : []), ...groups].sort((one, other) => one.tag - other.tag),
          ),
        ),
        ...changes,
      ],
    ),
    transferSyntax,
  );
}

export { measures, orientation };
