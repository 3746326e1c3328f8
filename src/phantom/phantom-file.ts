import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, exactVariant, listOf, numberBetween, oneOf, parseInput, textUpTo } from '../validation.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from './attenuation.ts';
import { convexParts, leastParts } from './convex-parts.ts';
import { polygonEdges } from './convex-polygon.ts';
import { referenceMuPerMm } from './material-attenuation.ts';
import { MATERIAL_NAMES } from './material-names.ts';
import type { ConvexPolygon, Shape, ShapePhantom, ValueUnit } from './phantom.ts';
import type { Corner } from './polygon-corners.ts';

/** The version of the phantom file format that this program writes and the newest that it reads. */
export const PHANTOM_FILE_VERSION = 1;
/** More shapes than any phantom here needs, and few enough for every ray to ask each of them. */
export const MAX_SHAPES = 512;
/** More convex parts than polygons of any drawing need, and few enough for every ray. */
const MAX_PARTS = 2048;
const MAX_CORNERS = 256;
const MAX_CLIPS = 8;

const position = numberBetween(-10_000, 10_000);
const size = numberBetween(1e-6, 10_000);
const angleDeg = v.optional(numberBetween(-3600, 3600), 0);
const label = v.optional(textUpTo(200));

/** What fills a shape: a value, or in a phantom of materials a material, its density relative to the usual one. */
const filling = {
  value: v.optional(numberBetween(-1_000_000, 1_000_000)),
  material: v.optional(oneOf(MATERIAL_NAMES)),
  density: v.optional(numberBetween(1e-6, 100)),
};

/**
 * Half-planes that cut a shape, in its own frame: they move and turn with it. Each keeps the points p, measured from the
 * shape's centre, with p · n ≤ distance, n the direction that `normalDeg` gives from the shape's first axis.
 */
const clip = v.optional(
  listOf(exactly({ normalDeg: numberBetween(-3600, 3600), distance: position }), 'half-planes', 0, MAX_CLIPS),
);

const ellipse = exactVariant({
  type: v.literal('ellipse'),
  label,
  x: position,
  y: position,
  semiAxisX: size,
  semiAxisY: size,
  angleDeg,
  clip,
  ...filling,
});
const rectangle = exactVariant({
  type: v.literal('rectangle'),
  label,
  x: position,
  y: position,
  width: size,
  height: size,
  angleDeg,
  clip,
  ...filling,
});
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
      v.variant('type', [ellipse, rectangle, polygon], (issue) =>
        issue.path ? 'must be one of ellipse, rectangle, polygon' : 'must be a shape with a type',
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
  const angleRad = (shape.angleDeg * Math.PI) / 180;
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const x = shape.x * unitMm;
  const y = shape.y * unitMm;
  const clips = (shape.clip ?? []).flatMap(({ normalDeg, distance }) => {
    const normalRad = angleRad + (normalDeg * Math.PI) / 180;
    const [normalX, normalY] = [Math.cos(normalRad), Math.sin(normalRad)];
    return [normalX, normalY, distance * unitMm + normalX * x + normalY * y];
  });
  if (shape.type === 'ellipse') {
    return [
      {
        type: 'ellipse',
        centreXMm: x,
        centreYMm: y,
        semiAxisXMm: shape.semiAxisX * unitMm,
        semiAxisYMm: shape.semiAxisY * unitMm,
        cosine,
        sine,
        ...(clips.length > 0 && { clip: Float64Array.from(clips) }),
        ...filling,
      },
    ];
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
  return [convexPolygon(corners, clips, filling)];
}

function convexPolygon(corners: readonly Corner[], clips: readonly number[], filling: Filling): ConvexPolygon {
  const centreXMm = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
  const centreYMm = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length;
  const farthest = Math.max(...corners.map(([x, y]) => Math.hypot(x - centreXMm, y - centreYMm)));
  // A little more than needed, so that rounding in single precision cuts nothing off.
  const reachMm = farthest + 1e-5 * (farthest + Math.hypot(centreXMm, centreYMm));
  const edges = Float64Array.from([...polygonEdges(corners), ...clips]);
  return { type: 'convex-polygon', centreXMm, centreYMm, reachMm, edges, ...filling };
}
