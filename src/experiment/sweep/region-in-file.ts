import * as v from 'valibot';
import type { RegionShape } from '../../measure/region-shape.ts';
import { exactly, exactVariant, listOf, numberBetween, oneKindOf } from '../../validation.ts';

const MOST_MM = 10_000;
const MOST_CORNERS = 256;
const place = numberBetween(-MOST_MM, MOST_MM);
const size = numberBetween(1e-6, MOST_MM);
const box = {
  ...{ xMm: v.optional(place, 0), yMm: v.optional(place, 0) },
  ...{ halfWidthMm: size, halfHeightMm: size, angleDeg: v.optional(numberBetween(-360, 360), 0) },
};

const circle = { xMm: v.optional(place, 0), yMm: v.optional(place, 0), radiusMm: size };

/** A disk of a slice as files say it, which nothing else would do for. */
export const circleInFile = exactly(circle);

/** A region of a slice as files say it, in mm from the axis of rotation, x to the right and y up. */
export const regionInFile = oneKindOf('kind', [
  exactVariant({ kind: v.literal('circle'), ...circle }),
  exactVariant({ kind: v.literal('ellipse'), ...box }),
  exactVariant({ kind: v.literal('rectangle'), ...box }),
  exactVariant({
    kind: v.literal('polygon'),
    cornersMm: listOf(
      v.tuple([place, place], 'must be a list of x and y'),
      'corners, each a list of x and y',
      3,
      MOST_CORNERS,
    ),
  }),
]);

export type RegionInFile = v.InferOutput<typeof regionInFile>;

export function shapeOf(region: RegionInFile): RegionShape {
  if (region.kind === 'polygon') {
    return { kind: 'polygon', corners: region.cornersMm.map(([x, y]) => ({ x, y })) };
  }
  const middle = { x: region.xMm, y: region.yMm };
  if (region.kind === 'circle') return { kind: 'circle', middle, radius: region.radiusMm };
  const { kind, halfWidthMm, halfHeightMm, angleDeg } = region;
  return { kind, middle, halfWidth: halfWidthMm, halfHeight: halfHeightMm, angleDeg };
}
