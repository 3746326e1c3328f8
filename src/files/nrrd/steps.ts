import { excerpt, InputError } from '../../errors.ts';
import { inMillimetres } from '../volume/length-units.ts';
import type { Vector } from '../volume/placed-volume.ts';
import { LIES_ANYHOW, straightSteps, type VolumeHeader } from '../volume/voxel-reader.ts';

type Steps = Pick<VolumeHeader, 'steps' | 'remarks'>;

/** Signs that make right, front and head of the axes of a space. */
const SPACES: Readonly<Record<string, Vector>> = {
  'right-anterior-superior': [1, 1, 1],
  ras: [1, 1, 1],
  'left-anterior-superior': [-1, 1, 1],
  las: [-1, 1, 1],
  'left-posterior-superior': [-1, -1, 1],
  lps: [-1, -1, 1],
};

/**
 * From voxel to voxel along each axis, and what is to be said of them.
 *
 * @param field of the header by its name
 * @param counts of voxels: two axes of a slice, three of a volume
 * @throws InputError where they are not as many as there are axes, or in several units
 */
export function stepsOf(field: (key: string) => string | undefined, counts: readonly number[], name: string): Steps {
  const axes = counts.length;
  const directions = field('space directions');
  if (directions !== undefined && (axes === 3 || directions !== '')) {
    const vectors = [...directions.matchAll(/\(([^()]*)\)/g)].map(([, inside]) =>
      numbersOf(inside!.replaceAll(',', ' ')),
    );
    const [first = []] = vectors;
    const isWhole = vectors.every((vector) => vector.length === first.length && vector.every(Number.isFinite));
    if (vectors.length !== axes || !isWhole || first.length > 3 || first.length < axes) {
      throw new InputError(
        `${name}: “space directions” should be ${axes === 3 ? 'three' : 'two'} vectors, got “${excerpt(directions, 60)}”`,
      );
    }
    return inMillimetres(axes === 3 ? placedSteps(vectors, field) : flatSteps(vectors), [
      oneUnit(unitsIn(field('space units')), name),
    ]);
  }
  const { spacings, remarks: ofEnds } = spacingsOf(field, counts);
  const [x = Number.NaN, y = Number.NaN, z = 1] = spacings.map(Math.abs);
  if (Number.isFinite(x) && Number.isFinite(y)) {
    const remarks = [...ofEnds, LIES_ANYHOW];
    if (!Number.isFinite(z)) {
      remarks.unshift('it does not say how far apart its slices are; they are taken to be as far apart as its pixels');
    }
    return inMillimetres(
      { steps: straightSteps([x, y, Number.isFinite(z) ? z : x]), remarks },
      inEachAxis(unitsIn(field('units'))),
    );
  }
  return {
    steps: straightSteps([1, 1, 1]),
    remarks: ['it does not say how far apart its voxels are; they are taken to be 1 mm apart', LIES_ANYHOW],
  };
}

/**
 * Distances by themselves, or else by where each axis begins and ends: at the outer edges of its cells, or at its first and
 * its last voxel. Of an axis that says neither they are NaN.
 */
function spacingsOf(field: (key: string) => string | undefined, counts: readonly number[]) {
  const listed = (key: string) => {
    const numbers = numbersOf(field(key) ?? '');
    return numbers.length === counts.length ? numbers : counts.map(() => Number.NaN);
  };
  const spacings = listed('spacings');
  const starts = listed(field('axis mins') === undefined ? 'axismins' : 'axis mins');
  const ends = listed(field('axis maxs') === undefined ? 'axismaxs' : 'axis maxs');
  const centers = (field('centers') ?? field('centerings') ?? '').toLowerCase().split(/\s+/);
  const isFromEnds = (axis: number) => !Number.isFinite(spacings[axis]) && Number.isFinite(ends[axis]! - starts[axis]!);
  const isUnsaid = counts.some((_, axis) => isFromEnds(axis) && !['cell', 'node'].includes(centers[axis] ?? ''));
  return {
    spacings: counts.map((count, axis) => {
      if (!isFromEnds(axis)) return spacings[axis]!;
      return (ends[axis]! - starts[axis]!) / (centers[axis] === 'node' ? count - 1 : count);
    }),
    remarks: isUnsaid
      ? [
          'it says where its axes begin and end, but not whether at the edges of voxels or in their middle; edges are meant, as usual',
        ]
      : [],
  };
}

function placedSteps(vectors: readonly (readonly number[])[], field: (key: string) => string | undefined): Steps {
  const space = field('space')?.toLowerCase() ?? '';
  const signs = SPACES[space.replace(/-time$/, '')];
  const steps = vectors.map((vector) =>
    vector.map((x, i) => x * (signs ?? [1, 1, 1])[i]!),
  ) as unknown as VolumeHeader['steps'];
  return { steps, remarks: signs ? [] : [LIES_ANYHOW] };
}

/** Of a slice: its own directions in a plane; of one in space distances alone, since it is an image wherever it lies. */
function flatSteps(vectors: readonly (readonly number[])[]): Steps {
  const [x, y] = vectors as [readonly number[], readonly number[]];
  const steps: VolumeHeader['steps'] =
    x.length === 2
      ? [
          [x[0]!, x[1]!, 0],
          [y[0]!, y[1]!, 0],
          [0, 0, 1],
        ]
      : straightSteps([Math.hypot(...x), Math.hypot(...y), 1]);
  return { steps, remarks: [LIES_ANYHOW] };
}

function unitsIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/"([^"]*)"/g)].map(([, unit]) => unit!);
}

/** A single axis more may have none. */
function inEachAxis(units: readonly string[]): readonly (string | undefined)[] {
  return units.length === 0 ? [undefined] : [units[0], units[1], units[2] ?? units[0]];
}

/** Units of a space are those of its directions, and not of the axes of the array. */
function oneUnit(units: readonly string[], name: string): string | undefined {
  const [unit, another] = new Set(units);
  if (another === undefined) return unit;
  throw new InputError(
    `${name}: its lengths are in several units (${excerpt(units.join(', '), 40)}), which is not read`,
  );
}

export function numbersOf(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}
