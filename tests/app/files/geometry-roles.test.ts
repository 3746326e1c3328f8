// Files that say how a scan was set up, opened together with its readings.

import { describe, expect, test } from 'vitest';
import { type ArrayAnswers, experimentFromRoles } from '../../../src/app/files/array-roles.ts';
import type { OpenedArray } from '../../../src/app/files/opened-arrays.ts';
import { recogniseFiles } from '../../../src/app/files/opened-files.ts';
import { guessRoles } from '../../../src/app/files/role-guesses.ts';
import { resolveExperiment, scanOf } from '../../../src/experiment/experiment.ts';
import type { ExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { bytesInMemory } from '../../../src/files/byte-source.ts';
import { NIKON, RTK } from '../../files/tiny-geometries.ts';
import { npyBytes } from '../../support/npy.ts';
import { sentenceOf } from '../../support/sentences.ts';

type Files = Readonly<Record<string, Uint8Array>>;

const words = (text: string) => new TextEncoder().encode(text);
const readings = (...shape: number[]) =>
  npyBytes(new Float32Array(shape.reduce((product, length) => product * length)).fill(0.5), shape);

const recognise = (files: Files) =>
  recogniseFiles(Object.entries(files).map(([name, bytes]) => ({ name, source: bytesInMemory(bytes) })));

async function thingsIn(files: Files): Promise<readonly OpenedArray[]> {
  const opened = await recognise(files);
  if (opened.kind !== 'arrays') throw new Error(`these are ${opened.kind}`);
  return opened.arrays;
}

async function scanOfInput(input: ExperimentInput, files: Files) {
  const subject = await loadSubject(input, async (name) => bytesInMemory(files[name]!));
  return scanOf(resolveExperiment(input, subject), subject);
}

const ANSWERS: ArrayAnswers = {
  ...{ spacingMm: 0.4, offset: null, arcDeg: 180, kind: 'line-integrals', white: 1, dark: 0, scale: 1 },
  ...{ transpose: false, angleUnit: 'degrees', imageValues: 'arbitrary' },
};
const CONE = {
  axes: 'views-rows-channels',
  ...({ firstRow: 'lowest', detector: 'flat' } as const),
  ...{ sourceToIsocenterMm: 100, sourceToDetectorMm: 400, channelSpacingMm: 0.4, rowSpacingMm: 0.4 },
} as const;
const PARALLEL = words(
  JSON.stringify({ type: 'parallel', DetectorWidth: 0.4, DetectorCount: 8, ProjectionAngles: [0.1, 0.4, 0.9, 1] }),
);

describe('what a geometry says is filled in', () => {
  test('of projections of a cone beam, whose role it tells', async () => {
    const files = { 'block.npy': readings(4, 6, 8), 'a.xtekct': words(NIKON) };
    const things = await thingsIn(files);
    const roles = guessRoles(things);
    expect(Object.fromEntries(things.map(({ name }, i) => [name, roles[i]]))).toEqual({
      ...{ 'block.npy': 'projections', 'a.xtekct': 'geometry' },
    });
    const input = experimentFromRoles(things, roles, { ...ANSWERS, projections: CONE });
    expect(input.scan).toMatchObject({
      geometry: 'cone',
      startDeg: 150,
      arcDeg: -360,
      offset: 2,
      channels: 8,
      rows: 6,
    });
    // What a person has said stands.
    const said = { ...ANSWERS, offset: -1, projections: { ...CONE, sourceToIsocenterMm: 90 } };
    expect(experimentFromRoles(things, roles, said).scan).toMatchObject({ offset: -1, sourceToIsocenterMm: 90 });
    const scan = await scanOfInput(input, files);
    expect(Array.from(scan.anglesRad, (angle) => Math.round((angle * 180) / Math.PI))).toEqual([150, 60, -30, -120]);
  });

  test('of a sinogram, the row of a cone beam in its source’s plane, with angles that are not even', async () => {
    const files = { 's.npy': readings(2, 8), 'g.xml': words(RTK) };
    const things = await thingsIn(files);
    const roles = guessRoles(things);
    expect(new Set(roles)).toEqual(new Set(['sinogram', 'geometry']));
    const input = experimentFromRoles(things, roles, ANSWERS);
    expect(input.measurement).toMatchObject({ anglesDeg: 'g.xml' });
    expect(input.scan).toMatchObject({ geometry: 'fan', sourceToIsocenterMm: 1000, sourceToDetectorMm: 1536 });
    expect(input.reconstruction.grid!.pixelSizeMm).toBeCloseTo((0.4 * 8 * (1000 / 1536)) / 16, 9);
    const scan = await scanOfInput(input, files);
    expect((scan.anglesRad[0]! * 180) / Math.PI).toBeCloseTo(271.847274780273, 6);
    expect(scan.offset).toBeCloseTo(117.0566673 / 0.4, 6);
  });

  test('of rows of parallel rays, as a slice and as a volume', async () => {
    const files = { 'p.npy': readings(4, 6, 8), 'g.json': PARALLEL };
    const things = await thingsIn(files);
    const roles = guessRoles(things);
    expect(new Set(roles)).toEqual(new Set(['row', 'geometry']));
    const row = { axes: 'views-rows-channels', row: 3 } as const;
    const slice = await scanOfInput(experimentFromRoles(things, roles, { ...ANSWERS, row }), files);
    expect([slice.geometry, slice.anglesRad.length, slice.anglesRad[3]]).toEqual(['parallel', 4, expect.closeTo(1, 9)]);
    const volume = { first: 1, last: 4, firstRow: 'highest', rowSpacingMm: Number.NaN } as const;
    const input = experimentFromRoles(things, roles, { ...ANSWERS, row: { ...row, volume } });
    expect(input.scan).toMatchObject({ geometry: 'parallel-rows' });
    expect((await scanOfInput(input, files)).anglesRad[3]).toBeCloseTo(1, 9);
  });

  test('but for angles that a file of their own has', async () => {
    const files = {
      ...{ 'block.npy': readings(4, 6, 8), 'a.xtekct': words(NIKON) },
      'theta.npy': npyBytes(Float64Array.from([0, 10, 20, 40]), [4]),
    };
    const things = await thingsIn(files);
    const input = experimentFromRoles(things, guessRoles(things), { ...ANSWERS, projections: CONE });
    expect(input.measurement).toMatchObject({ anglesDeg: 'theta.npy' });
    const scan = await scanOfInput(input, files);
    expect((scan.anglesRad[3]! * 180) / Math.PI).toBeCloseTo(40, 9);
  });
});

describe('what cannot be is refused', () => {
  test('a scan that the sandbox has not, beside its readings, in its sentence', async () => {
    const tilted = words(NIKON.replace('ObjectTilt=0', 'ObjectTilt=1.5'));
    const things = await thingsIn({ 'p.npy': readings(4, 6, 8), 'a.xtekct': tilted });
    expect(things.find(({ name }) => name === 'a.xtekct')!.refused).toMatch(/^a\.xtekct: its axis is tilted/);
    expect(guessRoles(things)).not.toContain('geometry');
  });

  test('other rays than those that readings are marked as', async () => {
    const parallel = await thingsIn({ 'p.npy': readings(4, 6, 8), 'g.json': PARALLEL });
    const as = (things: readonly OpenedArray[], role: 'row' | 'projections') =>
      things.map(({ only }) => (only ? 'geometry' : role));
    const answers = { ...ANSWERS, projections: CONE, row: { axes: CONE.axes, row: 0 } };
    expect(await sentenceOf(() => experimentFromRoles(parallel, as(parallel, 'projections'), answers))).toBe(
      'g.json says that the scan is of parallel rays, and p.npy is marked as projections of a cone beam; choose something else for either',
    );
    const cone = await thingsIn({ 'p.npy': readings(4, 6, 8), 'a.xtekct': words(NIKON) });
    expect(await sentenceOf(() => experimentFromRoles(cone, as(cone, 'row'), answers))).toMatch(
      /^a\.xtekct says that the scan is of a cone beam, .*; choose projections of a cone beam$/,
    );
  });

  test('geometries without readings', async () => {
    expect(await sentenceOf(() => recognise({ 'a.xtekct': words(NIKON) }))).toMatch(
      /^a\.xtekct: is a scan’s geometry \(Nikon \.xtekct, RTK, ASTRA\); the sandbox opens/,
    );
    expect(await sentenceOf(() => recognise({ 'a.xtekct': words(NIKON), 'g.xml': words(RTK) }))).toMatch(
      /^None of these 2 files can be opened: a\.xtekct \(a scan’s geometry/,
    );
  });
});

test('beside an image it is left out, as what it is', async () => {
  const phantom = words(
    JSON.stringify({
      ...{ version: 1, name: 'p', fieldSizeMm: 200, values: 'hounsfield', composition: 'replace' },
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 80, semiAxisY: 80, value: 0 }],
    }),
  );
  const opened = await recognise({ 'p.json': phantom, 'a.xtekct': words(NIKON) });
  expect(opened).toMatchObject({ kind: 'phantom', name: 'p.json' });
  expect(opened.leftOut).toContain('a.xtekct is a Nikon .xtekct file of 4 views and is left out.');
});
