import * as v from 'valibot';
import { exactVariant } from '../../validation.ts';
import type { Corner } from '../polygon-corners.ts';
import type { BoxInMm, BoxKind } from './box-kind.ts';
import { convexPolygon } from './convex-polygon-in-mm.ts';
import { middle, size, turnedAndCut } from './shape-entries.ts';

const CORNERS = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
] as const;

export const rectangle = {
  type: 'rectangle',
  schema: exactVariant({
    type: v.literal('rectangle'),
    ...middle,
    width: size,
    height: size,
    ...turnedAndCut,
  }),
  sides: ['width', 'height'],
  halves: 2,
  inMm: (box) => [convexPolygon(CORNERS.map(cornerIn(box)), box.clip, box.filling)],
  outline: CORNERS,
  covers: (along, across) => Math.max(Math.abs(along), Math.abs(across)) <= 1,
} as const satisfies BoxKind;

/** From the box's own −1 to 1 into the slice plane. */
function cornerIn({ centreXMm, centreYMm, halfWidthMm, halfHeightMm, cosine, sine }: BoxInMm) {
  return ({ x, y }: { readonly x: number; readonly y: number }): Corner => {
    const localX = x * halfWidthMm;
    const localY = y * halfHeightMm;
    return [centreXMm + localX * cosine - localY * sine, centreYMm + localX * sine + localY * cosine];
  };
}
