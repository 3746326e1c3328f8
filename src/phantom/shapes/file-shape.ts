import * as v from 'valibot';
import { exactVariant, listOf } from '../../validation.ts';
import { convexParts } from '../convex-parts.ts';
import type { Filling, Shape } from '../phantom.ts';
import { BOX_KINDS, boxKind } from './box-kinds.ts';
import { convexPolygon } from './convex-polygon-in-mm.ts';
import { filling, label, position } from './shape-entries.ts';

const MAX_CORNERS = 256;

const polygon = exactVariant({
  type: v.literal('polygon'),
  label,
  points: listOf(
    v.strictTuple([position, position], 'must be a pair of numbers [x, y]'),
    'corners [x, y]',
    3,
    MAX_CORNERS,
  ),
  ...filling,
});

/** A shape of the slice plane as phantom files have it. */
export const fileShape = v.variant('type', [...BOX_KINDS.map(({ schema }) => schema), polygon], (issue) =>
  issue.path
    ? `must be one of ${[...BOX_KINDS.map(({ type }) => type), 'polygon'].join(', ')}`
    : 'must be a shape with a type',
);

export type FileShape = v.InferOutput<typeof fileShape>;

/**
 * What a shape is scanned as; a polygon that is not convex becomes several.
 *
 * @throws InputError for a polygon whose outline crosses itself
 */
export function shapesInMm(shape: FileShape, unitMm: number, filling: Filling): Shape[] {
  if (shape.type === 'polygon') {
    const corners = shape.points.map(([x, y]): [number, number] => [x * unitMm, y * unitMm]);
    return convexParts(corners).map((part) => convexPolygon(part, [], filling));
  }
  const kind = boxKind(shape.type);
  const [width, height] = kind.sides.map((side) => (shape as unknown as Readonly<Record<string, number>>)[side]!);
  const angleRad = (shape.angleDeg * Math.PI) / 180;
  const x = shape.x * unitMm;
  const y = shape.y * unitMm;
  const clip = (shape.clip ?? []).flatMap(({ normalDeg, distance }) => {
    const normalRad = angleRad + (normalDeg * Math.PI) / 180;
    const [normalX, normalY] = [Math.cos(normalRad), Math.sin(normalRad)];
    return [normalX, normalY, distance * unitMm + normalX * x + normalY * y];
  });
  return kind.inMm({
    centreXMm: x,
    centreYMm: y,
    halfWidthMm: (width! * unitMm) / kind.halves,
    halfHeightMm: (height! * unitMm) / kind.halves,
    cosine: Math.cos(angleRad),
    sine: Math.sin(angleRad),
    clip,
    filling,
  });
}
