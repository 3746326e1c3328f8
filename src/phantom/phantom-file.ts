import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, exactVariant, listOf, numberBetween, oneOf, parseInput, textUpTo } from '../validation.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from './attenuation.ts';
import { convexParts, leastParts } from './convex-parts.ts';
import { referenceMuPerMm } from './material-attenuation.ts';
import type { Shape, ShapePhantom, ValueUnit } from './phantom.ts';
import { BOX_KINDS, boxKind } from './shapes/box-kinds.ts';
import { convexPolygon } from './shapes/convex-polygon-in-mm.ts';
import { filling, label, position } from './shapes/shape-entries.ts';

/** The version of the phantom file format that this program writes and the newest that it reads. */
export const PHANTOM_FILE_VERSION = 1;
/** More shapes than any phantom here needs, and few enough for every ray to ask each of them. */
export const MAX_SHAPES = 512;
/** More convex parts than polygons of any drawing need, and few enough for every ray. */
const MAX_PARTS = 2048;
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

/**
 * A phantom file. Lengths are in units of `unitMm`, angles in degrees, counter-clockwise. `values` says what the
 * shapes' values mean: relative to water (water = 1), Hounsfield units, attenuation in 1/mm, or units of their own;
 * with `materials` each shape names what it is made of.
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
    values: oneOf(['relative-to-water', 'hounsfield', 'attenuation-per-mm', 'arbitrary', 'materials']),
    composition: oneOf(['add', 'replace']),
    window: v.optional(exactly({ width: numberBetween(1e-6, 1e6), level: numberBetween(-1e6, 1e6) })),
    shapes: listOf(
      v.variant('type', [...BOX_KINDS.map(({ schema }) => schema), polygon], (issue) =>
        issue.path
          ? `must be one of ${[...BOX_KINDS.map(({ type }) => type), 'polygon'].join(', ')}`
          : 'must be a shape with a type',
      ),
      'shapes',
      0,
      MAX_SHAPES,
    ),
    $schema: v.optional(textUpTo(1000)),
  }),
  v.check(
    (file) => !(file.values === 'hounsfield' && file.composition === 'add'),
    'composition: values in Hounsfield units cannot add up (water on water would be 0 HU); use "replace"',
  ),
  v.check(
    (file) => !(file.values === 'materials' && file.composition === 'add'),
    'composition: materials cannot add up, since one place holds one material; use "replace"',
  ),
);

/** The contents of a phantom file, checked, defaults filled in. */
export type PhantomFile = v.InferOutput<typeof phantomFile>;
type FileShape = PhantomFile['shapes'][number];

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
  const unit: ValueUnit = file.values === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm';
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
    unit,
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
    [where, `shapes: the polygons make more than ${MAX_PARTS} convex parts, the most that are possible`]
      .filter(Boolean)
      .join(': '),
  );
}

type Filling = Pick<Shape, 'value' | 'material' | 'density'>;

function fillingOf(shape: FileShape, values: PhantomFile['values'], place: string): Filling {
  const { value, material, density } = shape;
  if (values === 'materials') {
    if (!material) throw new InputError(`${place}.material: is missing, since values is "materials"`);
    if (value !== undefined) throw new InputError(`${place}.value: must not stand beside a material; give its density`);
    return { value: referenceMuPerMm(material, density), material, density: density ?? 1 };
  }
  const extra = material ? 'material' : density === undefined ? null : 'density';
  if (extra) throw new InputError(`${place}.${extra}: belongs to phantoms whose values is "materials"`);
  if (value === undefined) throw new InputError(`${place}.value: is missing`);
  return { value: valueInUnit(value, values) };
}

function valueInUnit(raw: number, values: PhantomFile['values']): number {
  if (values === 'relative-to-water') return raw * WATER_MU_PER_MM;
  if (values === 'hounsfield') return muFromHounsfield(raw);
  return raw;
}

function shapesInMm(shape: FileShape, unitMm: number, filling: Filling): Shape[] {
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
