import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, listOf, numberBetween, parseInput, textUpTo } from '../validation.ts';
import { leastParts } from './convex-parts.ts';
import {
  addsUp,
  fillingOf,
  HOUNSFIELD_DOES_NOT_ADD,
  head,
  MATERIALS_DO_NOT_ADD,
  meaning,
  unitOf,
} from './file-entries.ts';
import type { Shape, ShapePhantom } from './phantom.ts';
import { type FileShape, fileShape, shapesInMm } from './shapes/file-shape.ts';

/** More shapes than any phantom here needs, and few enough for every ray to ask each of them. */
export const MAX_SHAPES = 512;
/** More convex parts than polygons of any drawing need, and few enough for every ray. */
const MAX_PARTS = 2048;

/**
 * A phantom file. Lengths are in units of `unitMm`, angles in degrees, counter-clockwise. `values` says what the
 * shapes' values mean: relative to water (water = 1), Hounsfield units, attenuation in 1/mm, or units of their own;
 * with `materials` each shape names what it is made of.
 */
const phantomFile = v.pipe(
  exactly({
    ...head,
    fieldSizeMm: numberBetween(1e-3, 10_000),
    ...meaning,
    shapes: listOf(fileShape, 'shapes', 0, MAX_SHAPES),
    $schema: v.optional(textUpTo(1000)),
  }),
  v.check((file) => !addsUp(file, 'hounsfield'), HOUNSFIELD_DOES_NOT_ADD),
  v.check((file) => !addsUp(file, 'materials'), MATERIALS_DO_NOT_ADD),
);

/** The contents of a phantom file, checked, defaults filled in. */
export type PhantomFile = v.InferOutput<typeof phantomFile>;

/** The schema of phantom files without what {@link parsePhantomFile} checks beyond it. */
export const PHANTOM_FILE_SCHEMA: v.GenericSchema = phantomFile;

/** What has been checked, and the shapes that came of it: a phantom is made once, however often it is asked for. */
const made = new WeakMap<PhantomFile, ShapePhantom>();

/**
 * Checks the parsed JSON of a phantom file, or throws an {@link InputError} that names the place. What has been checked
 * before is given back as it is; nobody changes it.
 */
export function parsePhantomFile(json: unknown, where = ''): PhantomFile {
  if (made.has(json as PhantomFile)) return json as PhantomFile;
  const file = parseInput(phantomFile, json, where);
  shapePhantom(file, where);
  return file;
}

/**
 * The shapes of a phantom file in mm and in the unit its images have; a polygon that is not convex becomes several.
 * Throws an {@link InputError} for a polygon whose outline crosses itself, a shape whose filling does not fit, or more
 * parts than every ray can ask. Of one file it gives the same phantom every time.
 */
export function shapePhantom(file: PhantomFile, where = ''): ShapePhantom {
  const known = made.get(file);
  if (known) return known;
  const phantom = makeShapePhantom(file, where);
  made.set(file, phantom);
  return phantom;
}

function makeShapePhantom(file: PhantomFile, where: string): ShapePhantom {
  mustHaveFewParts(
    file.shapes.reduce((sum, shape) => sum + (shape.type === 'polygon' ? leastParts(shape.points) : 1), 0),
    where,
  );
  const about = file.teaches ?? file.source;
  const shapesOf = (shape: FileShape, index: number): Shape[] => {
    const place = [where, `shapes[${index}]`].filter(Boolean).join(': ');
    const filling = fillingOf(shape, file.values, place);
    try {
      return shapesInMm(shape, file.unitMm, filling);
    } catch (error) {
      throw error instanceof InputError ? new InputError(`${place}: ${error.message}`) : error;
    }
  };
  const shapes: Shape[] = [];
  file.shapes.forEach((shape, index) => {
    shapes.push(...shapesOf(shape, index));
    mustHaveFewParts(shapes.length, where);
  });
  return {
    kind: 'shapes',
    name: file.name,
    ...(about && { about }),
    unit: unitOf(file.values),
    composition: file.composition,
    fieldSizeMm: file.fieldSizeMm,
    ...(file.window && { window: file.window }),
    shapes,
  };
}

/** Asked before any polygon is cut, of the least that they come to, and again after each. */
function mustHaveFewParts(parts: number, where: string): void {
  if (parts <= MAX_PARTS) return;
  throw new InputError(
    [where, `shapes: the polygons split into more than ${MAX_PARTS} convex parts, the maximum`]
      .filter(Boolean)
      .join(': '),
  );
}
