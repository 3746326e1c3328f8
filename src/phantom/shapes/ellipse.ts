import * as v from 'valibot';
import { exactVariant } from '../../validation.ts';
import type { Ellipse } from '../phantom.ts';
import type { BoxInMm, BoxKind } from './box-kind.ts';
import { middle, size, turnedAndCut } from './shape-entries.ts';

/** Corners that it is drawn with: their chords stay within 0.06 % of its size from it. */
const OUTLINE_CORNERS = 96;

export const ellipse = {
  type: 'ellipse',
  schema: exactVariant({
    type: v.literal('ellipse'),
    ...middle,
    semiAxisX: size,
    semiAxisY: size,
    ...turnedAndCut,
  }),
  sides: ['semiAxisX', 'semiAxisY'],
  halves: 1,
  inMm: (box) => [ellipseInMm(box)],
  outline: Array.from({ length: OUTLINE_CORNERS }, (_, i) => {
    const angleRad = (2 * Math.PI * i) / OUTLINE_CORNERS;
    return { x: Math.cos(angleRad), y: Math.sin(angleRad) };
  }),
  covers: (along, across) => along ** 2 + across ** 2 <= 1,
} as const satisfies BoxKind;

/** The ellipse that fills a box. */
export function ellipseInMm({ halfWidthMm, halfHeightMm, clip, filling, ...box }: BoxInMm): Ellipse {
  const { centreXMm, centreYMm, cosine, sine } = box;
  return {
    type: 'ellipse',
    centreXMm,
    centreYMm,
    semiAxisXMm: halfWidthMm,
    semiAxisYMm: halfHeightMm,
    cosine,
    sine,
    ...(clip.length > 0 && { clip: Float64Array.from(clip) }),
    ...filling,
  };
}
