import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, exactVariant, numberBetween, oneOf, parseInput, textUpTo } from '../validation.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from './attenuation.ts';
import { polygonEdges } from './convex-polygon.ts';
import type { Shape, ShapePhantom, ValueUnit } from './phantom.ts';

/** The version of the phantom file format that this program writes and the newest that it reads. */
export const PHANTOM_FILE_VERSION = 1;
/** More shapes than any phantom here needs, and few enough for every ray to ask each of them. */
export const MAX_SHAPES = 512;
const MAX_CORNERS = 64;

const position = numberBetween(-10_000, 10_000);
const size = numberBetween(1e-6, 10_000);
const angleDeg = v.optional(numberBetween(-3600, 3600), 0);
const value = numberBetween(-1_000_000, 1_000_000);
const label = v.optional(textUpTo(200));

const ellipse = exactVariant({
  type: v.literal('ellipse'),
  label,
  x: position,
  y: position,
  semiAxisX: size,
  semiAxisY: size,
  angleDeg,
  value,
});
const rectangle = exactVariant({
  type: v.literal('rectangle'),
  label,
  x: position,
  y: position,
  width: size,
  height: size,
  angleDeg,
  value,
});
const polygon = exactVariant({
  type: v.literal('polygon'),
  label,
  points: v.pipe(
    v.array(
      v.strictTuple([position, position], 'must be a pair of numbers [x, y]'),
      'must be a list of corners [x, y]',
    ),
    v.check(
      (points) => points.length >= 3 && points.length <= MAX_CORNERS,
      (issue) => `must have between 3 and ${MAX_CORNERS} corners, got ${(issue.input as unknown[]).length}`,
    ),
  ),
  value,
});

/**
 * A phantom file. Lengths are in units of `unitMm`, angles in degrees, counter-clockwise. `values` says what the
 * shapes' values mean: relative to water (water = 1), Hounsfield units, attenuation in 1/mm, or units of their own.
 */
const phantomFile = v.pipe(
  exactly({
    version: v.pipe(
      numberBetween(1, 1_000_000),
      v.check(
        (version) => version <= PHANTOM_FILE_VERSION,
        (issue) =>
          `this phantom is of version ${issue.input}, newer than the ${PHANTOM_FILE_VERSION} this program reads`,
      ),
    ),
    name: textUpTo(200),
    teaches: v.optional(textUpTo(2000)),
    source: v.optional(textUpTo(2000)),
    fieldSizeMm: numberBetween(1e-3, 10_000),
    unitMm: v.optional(numberBetween(1e-3, 10_000), 1),
    values: oneOf(['relative-to-water', 'hounsfield', 'attenuation-per-mm', 'arbitrary']),
    composition: oneOf(['add', 'replace']),
    shapes: v.pipe(
      v.array(
        v.variant('type', [ellipse, rectangle, polygon], (issue) =>
          issue.path ? 'must be one of ellipse, rectangle, polygon' : 'must be a shape with a type',
        ),
        'must be a list of shapes',
      ),
      v.maxLength(MAX_SHAPES, (issue) => `must have at most ${MAX_SHAPES} shapes, got ${(issue.input as []).length}`),
    ),
  }),
  v.check(
    (file) => !(file.values === 'hounsfield' && file.composition === 'add'),
    'composition: values in Hounsfield units cannot add up (water on water would be 0 HU); use "replace"',
  ),
);

/** The contents of a phantom file, checked, defaults filled in. */
export type PhantomFile = v.InferOutput<typeof phantomFile>;

/** Checks the parsed JSON of a phantom file, or throws an {@link InputError} that names the place. */
export function parsePhantomFile(json: unknown, where = ''): PhantomFile {
  const file = parseInput(phantomFile, json, where);
  shapePhantom(file, where);
  return file;
}

/** The shapes of a phantom file in mm and in the unit its images have. Throws an {@link InputError} for a polygon that is not convex. */
export function shapePhantom(file: PhantomFile, where = ''): ShapePhantom {
  const unit: ValueUnit = file.values === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm';
  const shapes = file.shapes.map((shape, index): Shape => {
    const inUnit = valueInUnit(shape.value, file.values);
    try {
      return shapeInMm(shape, file.unitMm, inUnit);
    } catch (error) {
      throw new InputError([where, `shapes[${index}]`, (error as Error).message].filter(Boolean).join(': '));
    }
  });
  return {
    kind: 'shapes',
    name: file.name,
    unit,
    composition: file.composition,
    fieldSizeMm: file.fieldSizeMm,
    shapes,
  };
}

function valueInUnit(raw: number, values: PhantomFile['values']): number {
  if (values === 'relative-to-water') return raw * WATER_MU_PER_MM;
  if (values === 'hounsfield') return muFromHounsfield(raw);
  return raw;
}

function shapeInMm(shape: PhantomFile['shapes'][number], unitMm: number, inUnit: number): Shape {
  if (shape.type === 'polygon') {
    const corners = shape.points.map(([x, y]): [number, number] => [x * unitMm, y * unitMm]);
    return { type: 'convex-polygon', edges: polygonEdges(corners), value: inUnit };
  }
  const angleRad = (shape.angleDeg * Math.PI) / 180;
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const x = shape.x * unitMm;
  const y = shape.y * unitMm;
  if (shape.type === 'ellipse') {
    return {
      type: 'ellipse',
      centreXMm: x,
      centreYMm: y,
      semiAxisXMm: shape.semiAxisX * unitMm,
      semiAxisYMm: shape.semiAxisY * unitMm,
      cosine,
      sine,
      value: inUnit,
    };
  }
  const halfWidth = (shape.width * unitMm) / 2;
  const halfHeight = (shape.height * unitMm) / 2;
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([alongX, alongY]): [number, number] => {
    const localX = alongX! * halfWidth;
    const localY = alongY! * halfHeight;
    return [x + localX * cosine - localY * sine, y + localX * sine + localY * cosine];
  });
  return { type: 'convex-polygon', edges: polygonEdges(corners), value: inUnit };
}
