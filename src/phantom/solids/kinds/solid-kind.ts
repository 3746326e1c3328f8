import * as v from 'valibot';
import { exactly, listOf, numberBetween } from '../../../validation.ts';
import { label, position, filling as shapeFilling } from '../../shapes/shape-entries.ts';
import type { Solid } from '../solid.ts';
import type { Placed } from '../solids-in-mm.ts';

/** A kind of solid with a middle and a frame of its own, as phantom files have it. */
export interface SolidKind<Given = never> {
  /** In files. */
  readonly type: string;
  /** Its keys in files. */
  readonly schema: v.GenericSchema;
  /**
   * What it is scanned as.
   *
   * @param unitMm what its lengths are counted in
   */
  inMm(given: Given, placed: Placed, unitMm: number): Solid;
}

const MAX_CLIPS = 8;
const component = numberBetween(-1e6, 1e6);

/** The middle of a solid, before its sizes. */
export const middle = { label, x: position, y: position, z: position };

/**
 * How a solid is turned, cut and filled, after its sizes. Half-spaces are in its own frame: they move and turn with it. Each
 * keeps the points p, measured from the solid's middle, with p · n ≤ distance, n the direction of `normal`.
 */
export const turnedAndCut = {
  eulerDeg: v.optional(
    v.strictTuple(
      [numberBetween(-3600, 3600), numberBetween(-3600, 3600), numberBetween(-3600, 3600)],
      'must be three angles in degrees, about z, x′ and z″',
    ),
  ),
  clip: v.optional(
    listOf(
      exactly({
        normal: v.pipe(
          v.strictTuple([component, component, component], 'must be a direction of three numbers [x, y, z]'),
          v.check((normal) => Math.hypot(...normal) > 0, 'must have a direction, got [0, 0, 0]'),
        ),
        distance: position,
      }),
      'half-spaces',
      0,
      MAX_CLIPS,
    ),
  ),
  ...shapeFilling,
};
