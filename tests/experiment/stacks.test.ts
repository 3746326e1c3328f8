// One row of the projections of a detector with several, as files have them: in one array or in a file for each view, with
// white and dark readings beside or among them, and angles for all of them.

import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { Measurement } from '../../src/experiment/measurement.ts';
import { plainAxes } from '../../src/experiment/plain-axes.ts';
import { STACK_AXES } from '../../src/experiment/stack-axes.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';

/** A list of numbers as a file. */
const listed = (...values: number[]) => npyBytes(Float64Array.from(values), [values.length]);

const [VIEWS, ROWS, CHANNELS] = [5, 3, 4];
const [BRIGHT, DARK] = [1100, 100];
/** What line integral a pixel reads in a view. */
const lineIntegral = (view: number, row: number, channel: number) => 0.01 * (1 + view) + 0.1 * row + 0.02 * channel;
const counts = (view: number, row: number, channel: number) =>
  DARK + (BRIGHT - DARK) * Math.exp(-lineIntegral(view, row, channel));

type Length = 'views' | 'rows' | 'channels';
const LENGTHS: Readonly<Record<Length, number>> = { views: VIEWS, rows: ROWS, channels: CHANNELS };

/** An array with its axes in some order. */
function stored(
  axes: readonly Length[],
  valueAt: (at: Readonly<Record<Length, number>>) => number,
  lengths = LENGTHS,
): Uint8Array {
  const shape = axes.map((axis) => lengths[axis]);
  const values = Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => {
    const at = { views: 0, rows: 0, channels: 0 };
    let rest = i;
    for (let k = axes.length - 1; k >= 0; rest = Math.floor(rest / shape[k]!), k--) at[axes[k]!] = rest % shape[k]!;
    return valueAt(at);
  });
  return npyBytes(values, shape);
}

const inOrder: readonly Length[] = ['views', 'rows', 'channels'];
const projections = stored(inOrder, ({ views, rows, channels }) => counts(views, rows, channels));
const flat = stored(['rows', 'channels'], () => BRIGHT);
const dark = stored(['rows', 'channels'], () => DARK);

const load = async (measurement: object, files: Readonly<Record<string, Uint8Array>>, scan: object = {}) =>
  (await loadSubject(parseExperimentInput({ measurement, scan }), async (name) => files[name]!)) as Measurement;

/** The largest departure from what a row reads, of views that may be in another order. */
function departure({ lineIntegrals, views, channels }: Measurement, row: number, order = [...Array(VIEWS).keys()]) {
  expect([views, channels]).toEqual([order.length, CHANNELS]);
  return Math.max(
    ...lineIntegrals.map((value, i) => Math.abs(value - lineIntegral(order[Math.floor(i / 4)]!, row, i % 4))),
  );
}

const raw = { kind: 'transmission', white: 'flat.npy', dark: 'dark.npy' };

describe('one row of a stack', () => {
  test.each(STACK_AXES)('that lies as %s', async (axes) => {
    const order = axes.split('-') as Length[];
    const files = {
      'p.npy': stored(order, ({ views, rows, channels }) => counts(views, rows, channels)),
      'flat.npy': stored(order, () => BRIGHT),
      'dark.npy': stored(
        order.filter((axis) => axis !== 'views'),
        () => DARK,
      ),
    };
    const measurement = await load({ sinogram: 'p.npy', axes, row: 1, ...raw }, files);
    expect(departure(measurement, 1)).toBeLessThan(1e-6);
  });

  describe('with white readings whose views are on another axis than those of the projections', () => {
    const brightAt = ({ rows, channels }: Readonly<Record<Length, number>>) => 1000 + 50 * rows + 20 * channels;
    const twice = { ...LENGTHS, views: 2 };
    const withoutViews = (axes: string) => axes.replace(/-?views-?/, (found) => (found.length > 6 ? '-' : ''));
    const pairs = STACK_AXES.flatMap((axes) =>
      STACK_AXES.filter((white) => withoutViews(white) === withoutViews(axes)).map((white) => [axes, white] as const),
    );
    test.each(pairs)('%s, %s', async (axes, white) => {
      const files = {
        'p.npy': stored(axes.split('-') as Length[], (at) => {
          return DARK + (brightAt(at) - DARK) * Math.exp(-lineIntegral(at.views, at.rows, at.channels));
        }),
        'flat.npy': stored(white.split('-') as Length[], brightAt, twice),
      };
      const measurement = await load({ sinogram: 'p.npy', axes, row: 1, ...raw, dark: DARK }, files);
      expect(departure(measurement, 1)).toBeLessThan(1e-6);
      const scan = { geometry: 'parallel-rows' };
      const rows = await load({ sinogram: 'p.npy', axes, rows: [1, 2], ...raw, dark: DARK }, files, scan);
      const expected = Array.from({ length: VIEWS * 2 * CHANNELS }, (_, i) =>
        lineIntegral(Math.floor(i / 8), 1 + (Math.floor(i / 4) % 2), i % 4),
      );
      for (const [i, value] of rows.lineIntegrals.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
    });

    test('of a file for each their views come first', async () => {
      const files = {
        'p.npy': stored(['rows', 'views', 'channels'], ({ views, rows, channels }) => counts(views, rows, channels)),
        ...Object.fromEntries([0, 1, 2].map((i) => [`flat${i}.npy`, flat])),
      };
      // As many as there are rows.
      const white = ['flat0.npy', 'flat1.npy', 'flat2.npy'];
      const axes = 'rows-views-channels';
      const measurement = await load({ sinogram: 'p.npy', axes, row: 1, ...raw, white, dark: DARK }, files);
      expect(departure(measurement, 1)).toBeLessThan(1e-6);
    });

    test('of other sides are refused with those that they should have', async () => {
      const files = { 'p.npy': projections, 'flat.npy': stored(['channels', 'rows'], () => BRIGHT) };
      expect(await sentenceOf(() => load({ sinogram: 'p.npy', row: 1, ...raw, dark: DARK }, files))).toBe(
        'flat.npy: must be [3, 4] (rows, channels), or several of these as [number, 3, 4], like p.npy, or of that row alone, but its shape is [4, 3]',
      );
    });

    test('are as the projections where that fits, and refused where two other ways do', () => {
      const sizes = { rows: 3, channels: 4 };
      expect(plainAxes([3, 3, 4], sizes, 'rows-views-channels', false)).toBe('rows-views-channels');
      expect(plainAxes([3, 3, 4], sizes, 'rows-views-channels', true)).toBe('views-rows-channels');
      expect(plainAxes([3, 3, 4], sizes, 'rows-channels-views', false)).toBeNull();
      expect(plainAxes([2, 3, 4], sizes, 'rows-channels-views', false)).toBe('views-rows-channels');
      expect(plainAxes([2, 4, 3], sizes, 'rows-channels-views', false)).toBeNull();
    });
  });

  test('may have white readings of that row alone, or a number', async () => {
    const files = { 'p.npy': projections, 'flat.npy': npyBytes(new Float64Array(2 * CHANNELS).fill(BRIGHT), [2, 4]) };
    const white = await load({ sinogram: 'p.npy', row: 2, ...raw, dark: DARK }, files);
    expect(departure(white, 2)).toBeLessThan(1e-6);
  });

  test('may have a file for each view, and several white ones', async () => {
    const view = (view: number) => stored(['rows', 'channels'], ({ rows, channels }) => counts(view, rows, channels));
    const files = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`${i}.npy`, view(i)]));
    const sinogram = ['3.npy', '0.npy', '1.npy'];
    const white = ['flat.npy', 'flat2.npy'];
    const given = { ...files, 'flat.npy': flat, 'flat2.npy': flat, 'dark.npy': dark };
    const measurement = await load({ sinogram, row: 0, ...raw, white }, given);
    expect(measurement.name).toBe('3.npy and 2 more');
    expect(departure(measurement, 0, [3, 0, 1])).toBeLessThan(1e-6);
  });

  test('of a cone: all of them, a file for each view', async () => {
    const view = (view: number) => stored(['rows', 'channels'], (at) => lineIntegral(view, at.rows, at.channels));
    const files = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`${i}.npy`, view(i)]));
    const cone = {
      ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300 },
      ...{ channelSpacingMm: 1, rowSpacingMm: 1 },
    };
    const { detectorRows, lineIntegrals } = await load({ sinogram: Object.keys(files) }, files, cone);
    expect(detectorRows).toBe(ROWS);
    expect(lineIntegrals[3 * 12 + 2 * 4 + 1]).toBeCloseTo(lineIntegral(3, 2, 1), 6);
  });
});

describe('an image key', () => {
  // Two white readings, three projections, a view of neither, a dark one.
  const keys = [1, 0, 0, 3, 2, 1, 0];
  const all = npyBytes(
    Float64Array.from({ length: keys.length * 12 }, (_, i) => {
      const key = keys[Math.floor(i / 12)]!;
      if (key !== 0) return key === 2 ? DARK : key === 3 ? 7 : BRIGHT;
      return counts(Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4);
    }),
    [keys.length, ROWS, CHANNELS],
  );
  const files = {
    'p.npy': all,
    'key.npy': listed(...keys),
    'angle.npy': listed(...keys.map((_, i) => 10 * i)),
  };
  const keyed = { sinogram: 'p.npy', row: 1, kind: 'transmission', imageKey: 'key.npy' };

  test('says which views are white and dark, and whose angles are meant', async () => {
    const measurement = await load({ ...keyed, anglesDeg: 'angle.npy' }, files);
    expect([...measurement.anglesDeg!]).toEqual([10, 20, 60]);
    expect(departure(measurement, 1, [1, 2, 6])).toBeLessThan(1e-6);
  });

  test.each([
    [{ kind: 'line-integrals' }, files, /^measurement: "imageKey" says which readings are white and dark ones/],
    [{}, { ...files, 'key.npy': listed(0, 1, 2) }, /^key\.npy: must have one key for each of the 7 views of p/],
    [{}, { ...files, 'key.npy': listed(0, 1, 2, 0, 0, 0, 5) }, /^key\.npy: the key of view 6 is 5, but keys/],
    [{}, { ...files, 'key.npy': listed(0, 1, 0, 0, 0, 0, 0) }, /^key\.npy: no view is a dark reading \(2\)$/],
  ])('that does not fit is refused (%j)', async (keys, given, sentence) => {
    expect(await sentenceOf(() => load({ ...keyed, ...keys }, given))).toMatch(sentence);
  });
});

describe('more angles than views', () => {
  const files = {
    'p.npy': projections,
    'a.npy': listed(0, 0, 0, 10, 20, 30, 40, 50),
  };
  const given = { sinogram: 'p.npy', kind: 'line-integrals', scale: 1e-3, row: 1, anglesDeg: 'a.npy' };

  test('need the first to be said', async () => {
    expect(await sentenceOf(() => load(given, files))).toBe(
      'a.npy: must have one angle for each of the 5 views of p.npy, but its shape is 8; "firstAngle" says which is that of the first view',
    );
    const { anglesDeg } = await load({ ...given, firstAngle: 2 }, files);
    expect([...anglesDeg!]).toEqual([0, 10, 20, 30, 40]);
    expect(await sentenceOf(() => load({ ...given, firstAngle: 4 }, files))).toMatch(
      /^a\.npy: must have one angle for each of the 5 views of p\.npy, from that with the number 4 on, but its shape is 8$/,
    );
  });
});

test('a channel without a white reading is interpolated, and said; too many are refused', async () => {
  const channels = 40;
  const white = (dead: number) =>
    npyBytes(
      Float64Array.from({ length: channels }, (_, i) => (i < dead ? 0 : 100)),
      [40],
    );
  const files = { 's.npy': npyBytes(new Float64Array(2 * channels).fill(50), [2, channels]) };
  const measurement = { sinogram: 's.npy', ...raw, dark: 0, transpose: false };
  const { lineIntegrals, remarks } = await load(measurement, { ...files, 'flat.npy': white(2) });
  for (const value of lineIntegrals) expect(value).toBeCloseTo(Math.log(2), 6);
  expect(remarks.join(' ')).toContain('at 2 of its 40 channels, first at channel 0, the white reading is not above');
  expect(await sentenceOf(() => load(measurement, { ...files, 'flat.npy': white(3) }))).toMatch(
    /^measurement\.white: at channel 0 and 2 more of the 40 the white reading is not above the dark one/,
  );
});

test.each([
  [{ row: 3 }, /^measurement\.row: must be between 0 and 2, the last row of p\.npy, got 3; "axes" says/],
  [{ row: 0, transpose: true }, /^measurement\.transpose is for sinograms; /],
  [{ axes: 'views-rows-channels' }, /^measurement\.axes is for .*choose one row by "row"/],
  [{ row: 0, sinogram: 'flat.npy' }, /^flat\.npy: has no rows to choose one of; .*leave out measurement\.row$/],
  [
    { row: 0, sinogram: ['flat.npy', 's.npy'] },
    /^s\.npy: its shape is 3, but that of the first view, flat\.npy, is 4$/,
  ],
])('%j is refused', async (keys, sentence) => {
  const files = { 'p.npy': projections, 'flat.npy': flat, 's.npy': npyBytes(new Float64Array(6), [2, 3]) };
  expect(await sentenceOf(() => load({ sinogram: 'p.npy', ...keys }, files))).toMatch(sentence);
});
