import * as v from 'valibot';
import { InputError } from '../../errors.ts';
import { exactly, listOf, numberBetween, parseInput, textUpTo } from '../../validation.ts';
import { leastParts } from '../convex-parts.ts';
import {
  addsUp,
  fillingOf,
  HOUNSFIELD_DOES_NOT_ADD,
  head,
  MATERIALS_DO_NOT_ADD,
  meaning,
  unitOf,
} from '../file-entries.ts';
import { shapesInMm } from '../shapes/file-shape.ts';
import { rotationOf } from './euler-angles.ts';
import { extrudedShape } from './extruded.ts';
import { type Extrusion, extrusion } from './kinds/extrusion.ts';
import { SOLID_KINDS, solidKind } from './kinds/solid-kinds.ts';
import type { Solid, SolidPhantom } from './solid.ts';
import type { LocalHalfSpace, Placed } from './solids-in-mm.ts';

/** More solids than any phantom here needs, and few enough for every ray to ask each of them. */
export const MAX_SOLIDS = 512;
/** With the convex parts of what is extruded. */
const MAX_PARTS = 2048;

const kinds = [...SOLID_KINDS.map(({ schema }) => schema), extrusion] as const;
const fileSolid = v.variant('type', kinds, (issue) =>
  issue.path
    ? `must be one of ${[...SOLID_KINDS.map(({ type }) => type), 'extrusion'].join(', ')}`
    : 'must be a solid with a type',
);

/**
 * A phantom file of solids in space. Lengths are in units of `unitMm`: x and y in the slice plane, z along the axis of
 * rotation. What is not about solids is as in files of shapes (phantom-file.ts).
 */
const solidFile = v.pipe(
  exactly({
    ...head,
    dimensions: v.literal(3, 'must be 3, since the phantom has solids'),
    fieldSizeMm: numberBetween(1e-3, 10_000),
    heightMm: numberBetween(1e-3, 10_000),
    ...meaning,
    solids: listOf(fileSolid, 'solids', 0, MAX_SOLIDS),
    $schema: v.optional(textUpTo(1000)),
  }),
  v.check((file) => !addsUp(file, 'hounsfield'), HOUNSFIELD_DOES_NOT_ADD),
  v.check((file) => !addsUp(file, 'materials'), MATERIALS_DO_NOT_ADD),
);

/** The contents of a phantom file of solids, checked, defaults filled in. */
export type SolidFile = v.InferOutput<typeof solidFile>;
type FileSolid = SolidFile['solids'][number];
type PlacedSolid = Exclude<FileSolid, Extrusion>;

/** The schema of these files without what {@link parseSolidFile} checks beyond it. */
export const SOLID_FILE_SCHEMA: v.GenericSchema = solidFile;

/** What has been checked, and the solids that came of it: a phantom is made once, however often it is asked for. */
const made = new WeakMap<SolidFile, SolidPhantom>();

/** Whether the parsed JSON of a phantom file is meant as one of solids, right or wrong. */
export function isSolidFile(json: unknown): boolean {
  return typeof json === 'object' && json !== null && ('solids' in json || 'dimensions' in json);
}

/**
 * Checks the parsed JSON of a phantom file of solids, or throws an {@link InputError} that names the place. What has been
 * checked before is given back as it is; nobody changes it.
 */
export function parseSolidFile(json: unknown, where = ''): SolidFile {
  if (made.has(json as SolidFile)) return json as SolidFile;
  const file = parseInput(solidFile, json, where);
  solidPhantom(file, where);
  return file;
}

/**
 * The solids of a phantom file in mm and in the unit its images have. Throws an {@link InputError} for a filling that does
 * not fit, heights in the wrong order, or more parts than every ray can ask. Of one file it gives the same phantom every time.
 */
export function solidPhantom(file: SolidFile, where = ''): SolidPhantom {
  let phantom = made.get(file);
  if (!phantom) {
    phantom = makeSolidPhantom(file, where);
    made.set(file, phantom);
  }
  return phantom;
}

function makeSolidPhantom(file: SolidFile, where: string): SolidPhantom {
  mustHaveFewParts(
    file.solids.reduce((sum, solid) => sum + leastPartsOf(solid), 0),
    where,
  );
  const about = file.teaches ?? file.source;
  const solids: Solid[] = [];
  file.solids.forEach((solid, index) => {
    const place = [where, `solids[${index}]`].filter(Boolean).join(': ');
    if (solid.type === 'extrusion') solids.push(...extruded(solid, file, place));
    else solids.push(inMm(solid, file, place));
    mustHaveFewParts(solids.length, where);
  });
  return {
    kind: 'solids',
    name: file.name,
    ...(about && { about }),
    unit: unitOf(file.values),
    composition: file.composition,
    fieldSizeMm: file.fieldSizeMm,
    heightMm: file.heightMm,
    ...(file.window && { window: file.window }),
    solids,
  };
}

function inMm(solid: PlacedSolid, { unitMm, values }: SolidFile, place: string): Solid {
  const clip = (solid.clip ?? []).map(({ normal, distance }): LocalHalfSpace => {
    const length = Math.hypot(...normal);
    return { normal: [normal[0] / length, normal[1] / length, normal[2] / length], distanceMm: distance * unitMm };
  });
  const placed: Placed = {
    centreMm: [solid.x * unitMm, solid.y * unitMm, solid.z * unitMm],
    rotation: rotationOf(solid.eulerDeg ?? [0, 0, 0]),
    clip,
    filling: fillingOf(solid, values, place),
  };
  return solidKind(solid.type).inMm(solid as never, placed, unitMm);
}

function extruded({ zFrom, zTo, shapes }: Extrusion, { unitMm, values }: SolidFile, place: string): Solid[] {
  if (zTo <= zFrom) throw new InputError(`${place}.zTo: must be above zFrom (${zFrom}), got ${zTo}`);
  const range = { zFromMm: zFrom * unitMm, zToMm: zTo * unitMm };
  return shapes.flatMap((shape, index) => {
    const placeOfShape = `${place}.shapes[${index}]`;
    const filling = fillingOf(shape, values, placeOfShape);
    try {
      return shapesInMm(shape, unitMm, filling).map((part) => extrudedShape(part, range));
    } catch (error) {
      throw error instanceof InputError ? new InputError(`${placeOfShape}: ${error.message}`) : error;
    }
  });
}

function leastPartsOf(solid: FileSolid): number {
  if (solid.type !== 'extrusion') return 1;
  return solid.shapes.reduce((sum, shape) => sum + (shape.type === 'polygon' ? leastParts(shape.points) : 1), 0);
}

/** Asked before any polygon is cut, of the least that they come to, and again after each. */
function mustHaveFewParts(parts: number, where: string): void {
  if (parts <= MAX_PARTS) return;
  throw new InputError(
    [where, `solids: they split into more than ${MAX_PARTS} convex parts, the maximum`].filter(Boolean).join(': '),
  );
}
