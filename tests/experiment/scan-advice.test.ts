import { describe, expect, test } from 'vitest';
import type { ScanAdvice } from '../../src/experiment/advice.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { type CutOffEnds, cutOffEnds } from '../../src/experiment/measured-ends.ts';
import { experimentAdvice, scanAdvice } from '../../src/experiment/scan-advice.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { phantomRadiusMm } from '../../src/phantom/phantom-extent.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { coneOf } from '../support/cone-walk.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { disks, scanOfArc } from '../support/walk.ts';

const grid = squareGrid(256, 1);
const faults = (advice: ScanAdvice[]) => advice.filter(({ ok }) => !ok).map(({ kind }) => kind);
const parallel = { views: 400, channels: 257, channelSpacingMm: 1 };
// Channels of 1 mm at the axis.
const fan = { sourceToIsocenterMm: 500, sourceToDetectorMm: 1000, views: 800, channels: 301, channelSpacingMm: 2 };

describe('parallel rays', () => {
  test('enough of everything', () => {
    expect(faults(scanAdvice(scanOfArc(parallel), grid, 100))).toEqual([]);
  });

  test('π/2 views for each of 200 channels across the object: 314, and a tenth less', () => {
    const isOk = (views: number) => faults(scanAdvice(scanOfArc({ ...parallel, views }), grid, 100)).length === 0;
    expect([283, 282].map(isOk)).toEqual([true, false]);
  });

  test('pixels of 2 mm need half as many views', () => {
    const coarse = squareGrid(128, 2);
    expect(faults(scanAdvice(scanOfArc({ ...parallel, views: 150 }), coarse, 100))).toEqual([]);
    expect(faults(scanAdvice(scanOfArc({ ...parallel, views: 130 }), coarse, 100))).toEqual(['views']);
  });

  test('over a whole turn opposite views of an even number are the same, of an odd number not', () => {
    expect(faults(scanAdvice(scanOfArc({ ...parallel, arcDeg: 360 }), grid, 100))).toEqual(['views']);
    expect(faults(scanAdvice(scanOfArc({ ...parallel, arcDeg: 360, views: 401 }), grid, 100))).toEqual([]);
  });

  test.each([
    [179, ['arc']],
    [-120, ['arc']],
    [180, []],
    [-180, []],
    [200, []],
  ])('over %d°', (arcDeg, expected) => {
    expect(faults(scanAdvice(scanOfArc({ ...parallel, arcDeg }), grid, 100))).toEqual(expected);
  });

  test('an object wider than what every view sees', () => {
    expect(faults(scanAdvice(scanOfArc({ ...parallel, views: 800 }), grid, 128))).toEqual([]);
    expect(faults(scanAdvice(scanOfArc({ ...parallel, views: 800 }), grid, 129))).toEqual(['field-of-view']);
    expect(faults(scanAdvice(scanOfArc({ ...parallel, views: 800, offset: 30 }), grid, 100))).toEqual([
      'field-of-view',
    ]);
  });

  test('of an object of unknown size no field is asked for', () => {
    expect(scanAdvice(scanOfArc(parallel), grid, null).map(({ kind }) => kind)).toEqual(['views', 'arc']);
  });
});

describe('a fan', () => {
  test('enough of everything, over a turn and over a short scan', () => {
    expect(faults(scanAdvice(fanOfArc(fan), grid, 100))).toEqual([]);
    // An object of 100 mm is seen under ±11.5° from 500 mm: 203.1°.
    expect(faults(scanAdvice(fanOfArc({ ...fan, arcDeg: 204 }), grid, 100))).toEqual([]);
    expect(faults(scanAdvice(fanOfArc({ ...fan, arcDeg: -202 }), grid, 100))).toEqual(['arc']);
  });

  test('a turn takes 628 views to stand 1 mm apart at 100 mm, and a tenth less', () => {
    const isOk = (views: number) => faults(scanAdvice(fanOfArc({ ...fan, views }), grid, 100)).length === 0;
    expect([567, 565].map(isOk)).toEqual([true, false]);
  });

  test('its field ends where its outermost ray passes the axis', () => {
    // 150 channels of 2 mm on an arc of 1000 mm: 0.3 rad, and 500 · sin 0.3 = 147.76 mm.
    const of = (radius: number) => faults(scanAdvice(fanOfArc({ ...fan, views: 2000 }), grid, radius));
    expect([of(147.7), of(147.8)]).toEqual([[], ['field-of-view']]);
  });

  test('an object that the source runs through', () => {
    const field = scanAdvice(fanOfArc(fan), grid, 510).find(({ kind }) => kind === 'field-of-view');
    expect(field).toMatchObject({ ok: false, sentence: expect.stringContaining('right through it') });
  });
});

describe('a detector that stands to one side', () => {
  // 100 channels of 1 mm of which the axis is 20 off one end: 20 mm to the short side, 79 mm to the other.
  const side = { views: 720, channels: 100, channelSpacingMm: 1, offset: -29.5 };
  const fieldOf = (advice: ScanAdvice[]) => advice.find(({ kind }) => kind === 'field-of-view');

  test('sees as far as its longer side over a whole turn, and no rim is spoken of', () => {
    const of = (radius: number) => scanAdvice(scanOfArc({ ...side, arcDeg: 360 }), grid, radius);
    expect(faults(of(79))).toEqual([]);
    expect(fieldOf(of(79))!.sentence).toBe(
      'The object extends 79 mm from the axis, within the 79 mm radius of the combined field of view.',
    );
    expect(faults(of(80))).toEqual(['field-of-view']);
    // The middle of the last channel of 4 mm, 94.5 from the axis: sin(378/1040) · 570 = 202.7 mm.
    const half = fanOfArc({
      sourceToIsocenterMm: 570,
      sourceToDetectorMm: 1040,
      views: 720,
      channels: 110,
      channelSpacingMm: 4,
      offset: 40,
    });
    const ofFan = (radius: number) => fieldOf(scanAdvice(half, grid, radius))!.ok;
    expect([ofFan(202), ofFan(203)]).toEqual([true, false]);
  });

  test('over half a turn sees what its shorter side does', () => {
    expect(fieldOf(scanAdvice(scanOfArc(side), grid, 21))).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('beyond the 20 mm radius of the field of view: a bright rim'),
    });
  });

  test('over less than a turn leaves lines out, where the object is wider than its short side', () => {
    const arcOf = (radius: number, arcDeg: number) =>
      scanAdvice(scanOfArc({ ...side, views: 2 * arcDeg, arcDeg }), grid, radius).find(({ kind }) => kind === 'arc');
    expect(arcOf(70, 300)).toMatchObject({
      ok: false,
      sentence: expect.stringMatching(/300°.*20 mm.*360°.*filled in/),
    });
    expect(arcOf(20, 300)).toMatchObject({ ok: true });
    expect(arcOf(70, 360)).toMatchObject({ ok: true });
  });

  test('beside the axis leaves a hole, whatever is scanned', () => {
    const beside = scanOfArc({ ...side, offset: -54.5, arcDeg: 360 });
    const object: CutOffEnds = { first: false, last: false, parts: [0, 0], outermost: [1, 2] };
    for (const advice of [scanAdvice(beside, grid, 50), scanAdvice(beside, grid, object)]) {
      expect(fieldOf(advice)).toMatchObject({ ok: false, sentence: expect.stringContaining('than 4.5 mm') });
    }
    // Its first channel ends on the axis.
    expect(fieldOf(scanAdvice(scanOfArc({ ...side, offset: -50, arcDeg: 360 }), grid, 50))).toMatchObject({ ok: true });
  });
});

test('a cone’s detector that stands to one side sees to both as far as to its longer one', () => {
  const aside = { sourceToIsocenterMm: 500, sourceToDetectorMm: 1000, channelSpacingMm: 2, views: 800 };
  const cone = (given: object) => coneOf({ ...aside, channels: 161, offset: -70, ...given });
  // The axis is on channel 10, and the last one sees 150 mm at the axis: a ray that passes it at 500·sin(atan(300/1000)).
  expect(faults(scanAdvice(cone({}), grid, 143))).toEqual([]);
  expect(faults(scanAdvice(cone({}), grid, 144))).toEqual(['field-of-view']);
  expect(scanAdvice(cone({}), grid, 144).at(-1)!.sentence).toContain('the 144 mm radius of the combined field of view');
  // No view sees within 80 mm of the axis.
  expect(scanAdvice(cone({ offset: -160 }), grid, 143).at(-1)!.sentence).toContain('there the slice is meaningless');
  expect(faults(scanAdvice(cone({ arcDeg: 300 }), grid, 143))).toEqual(['field-of-view']);
});

describe('a measurement', () => {
  const measured = (readings: number[], views = 3) =>
    cutOffEnds({
      remarks: [],
      kind: 'measurement',
      detectorRows: 1,
      name: 'some',
      views,
      channels: readings.length,
      lineIntegrals: Float32Array.from(Array.from({ length: views }, () => readings).flat()),
      anglesDeg: null,
      isArbitrary: false,
    });

  test('goes on beyond the ends at which channels read more than a remainder', () => {
    expect(measured([0, 0.1, 2, 3, 0.1])).toMatchObject({ first: false, last: false, outermost: [2, 3] });
    expect(measured([0.2, 2, 3, 2, 0])).toMatchObject({ first: true, last: false, outermost: [0, 3] });
    expect(measured([-0.2, 2, 3, 2, 0.2])).toMatchObject({ first: false, last: true, outermost: [1, 4] });
    expect(measured([0, 0, 0])).toMatchObject({ first: false, last: false, parts: [0, 0], outermost: [0, 2] });
    expect(measured([0.5, 2, 4, 2, -1]).parts).toEqual([0.125, 0]);
  });

  test('that is cut off is told so, unless the opposite views have the rest', () => {
    const half = { views: 400, channels: 100, channelSpacingMm: 1 };
    const of = (scan: object, first: boolean, last: boolean) =>
      faults(scanAdvice(scanOfArc({ ...half, ...scan }), grid, { first, last, parts: [0.2, 0.2], outermost: [0, 9] }));
    expect(of({}, false, false)).toEqual([]);
    expect(of({}, true, false)).toEqual(['field-of-view']);
    expect(of({}, false, true)).toEqual(['field-of-view']);
    const turn = { views: 800, arcDeg: 360 };
    expect(of({ ...turn, offset: -29.5 }, true, false)).toEqual([]);
    expect(of({ ...turn, offset: 29.5 }, false, true)).toEqual([]);
    expect(of({ ...turn, offset: -29.5 }, true, true)).toEqual(['field-of-view']);
    expect(of({ views: 800, arcDeg: 300, offset: -29.5 }, true, false)).toEqual(['arc']);
  });
});

test('an arc that is short by less than a tenth of a degree says by how much', () => {
  // 300 channels of 2 mm seen whole: 180° + 600/1000 rad = 214.377°.
  const arcOf = (arcDeg: number) => scanAdvice(fanOfArc({ ...fan, views: 6000, arcDeg }), grid, null)[1]!;
  expect(arcOf(214.4)).toMatchObject({ ok: true });
  // Half a step, 0.018°, is missing to no eye.
  expect(arcOf(214.36)).toMatchObject({ ok: true });
  expect(arcOf(214.352).sentence).toMatch(/^An arc of 214.35° is too short: .* 214.38° in total, .*filled in/);
  expect(arcOf(180).sentence).toMatch(
    /^An arc of 180° is too short: .* 214.4° in total, .*blurred and distorted, and values may be off by 10 % or more where much is missing\.$/,
  );
  // So little of it that nothing is filled in.
  expect(arcOf(60).sentence).toMatch(/values are too low\.$/);
});

test('every sentence is one, and names its figures', () => {
  const all = [100, 400].flatMap((radius) => [
    ...scanAdvice(scanOfArc({ ...parallel, views: 10, arcDeg: 90 }), grid, radius),
    ...scanAdvice(scanOfArc({ ...parallel, views: 10, arcDeg: 300, offset: 40 }), grid, radius),
    ...scanAdvice(scanOfArc({ ...parallel, offset: 300, arcDeg: 360 }), grid, radius),
    ...scanAdvice(
      scanOfArc(parallel),
      grid,
      { first: true, last: false, parts: [0.2, 0], outermost: [0, 9] },
      radius > 200 ? 'it is guessed' : null,
    ),
    ...scanAdvice(fanOfArc(fan), grid, radius),
    ...scanAdvice(fanOfArc({ ...fan, arcDeg: -150 }), grid, radius),
  ]);
  for (const { sentence } of all) expect(sentence).toMatch(/^[^.]*\d(?:[^.]|\.\d)*\.$/);
});

describe('the extent of a phantom', () => {
  test('of disks', () => {
    expect(phantomRadiusMm(disks([3, 4, 2, 1], [0, 0, 6, 1]))).toBeCloseTo(7, 3);
    expect(phantomRadiusMm(disks([3, 4, 2, 0]))).toBe(0);
  });

  test('of a rectangle and a turned ellipse', () => {
    const of = (shape: object) =>
      phantomRadiusMm(
        shapePhantom(
          parsePhantomFile({
            version: 1,
            name: 'one',
            fieldSizeMm: 10,
            values: 'arbitrary',
            composition: 'add',
            shapes: [shape],
          }),
        ),
      );
    expect(of({ type: 'rectangle', x: 1, y: -2, width: 4, height: 6, value: 1 })).toBeCloseTo(Math.hypot(3, 5), 9);
    expect(of({ type: 'ellipse', x: 0, y: 0, semiAxisX: 2, semiAxisY: 5, angleDeg: 37, value: 1 })).toBeCloseTo(5, 3);
    // What is cut off does not count: the end of a cut is farthest, the corner of two cuts, or what is left of the outline.
    const cutDisk = (x: number, y: number, ...clip: object[]) =>
      of({ type: 'ellipse', x, y, semiAxisX: 5, semiAxisY: 5, clip, value: 1 });
    expect(cutDisk(3, 0, { normalDeg: 0, distance: 0 })).toBeCloseTo(Math.hypot(3, 5), 9);
    const right = { normalDeg: 0, distance: 1 };
    const above = { normalDeg: 90, distance: 1 };
    expect(cutDisk(2, 2, right, above)).toBeCloseTo(Math.hypot(3, 3), 9);
    expect(cutDisk(-2, 0, right)).toBeCloseTo(7, 3);
  });

  test('of an image: its farthest pixel that is not 0', () => {
    const values = new Float32Array(16);
    values[4] = 1;
    const image = { rows: 4, columns: 4, pixelSizeMm: 2 };
    const phantom = { kind: 'image', name: 'dot', unit: 'arbitrary', grid: image, fieldSizeMm: 8, values } as const;
    expect(phantomRadiusMm(phantom)).toBeCloseTo(Math.hypot(4, 2), 9);
  });
});

describe('the advice on an experiment', () => {
  const adviceOn = async (json: object) => {
    const input = parseExperimentInput(json);
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    return experimentAdvice(resolveExperiment(input, subject), subject);
  };

  test('finds no fault with the scans that are there by default', async () => {
    expect(faults(await adviceOn({}))).toEqual([]);
    expect(faults(await adviceOn({ scan: { geometry: 'fan' } }))).toEqual([]);
    expect(faults(await adviceOn({ scan: { geometry: 'fan', detector: 'flat' } }))).toEqual([]);
  });

  test('knows views that are carried on beyond the detector', async () => {
    const narrow = { scan: { channels: 300 } };
    const of = async (json: object) => (await adviceOn(json)).find(({ kind }) => kind === 'field-of-view');
    expect(await of(narrow)).toMatchObject({ ok: false, sentence: expect.stringContaining('bright rim') });
    const extended = await of({ ...narrow, corrections: { truncation: true } });
    expect(extended).toMatchObject({ ok: false, sentence: expect.stringContaining('a guess') });
    expect(extended!.sentence).not.toContain('rim');
  });

  test('knows how far the turns of a helix may be apart, and which slices they pass', async () => {
    // Rows of 31 · 2 mm on the detector: at 100 mm from the axis, 62 · 400/1000 = 24.8 mm.
    const phantom = {
      ...{ version: 1, name: 'disk', fieldSizeMm: 240, values: 'attenuation-per-mm', composition: 'add' },
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 100, semiAxisY: 100, value: 0.02 }],
    };
    const on = async (scan: object, method = 'fbp') => {
      const helix = { ...fan, geometry: 'cone', detector: 'flat', rows: 32, rowSpacingMm: 2, views: 3200, ...scan };
      const grid = { pixels: 120, pixelSizeMm: 2, slices: 21, sliceSpacingMm: 2 };
      const advice = await adviceOn({ version: 2, phantom, scan: helix, reconstruction: { method, grid } });
      return advice.filter(({ kind }) => kind === 'arc' || kind === 'pitch');
    };
    // Slices from −20 to 20 mm, and half a turn of 20 mm below and above.
    const turns = { pitchMm: 20, arcDeg: 1080, startZMm: -30 };
    expect((await on(turns)).map(({ ok }) => ok)).toEqual([true, true]);
    const [few, steep] = await on({ ...turns, pitchMm: 26 });
    expect(few!.sentence).toMatch(/^Only slices from z = −17 mm to 35 mm .* an arc of 914° that starts at z = −33 mm/);
    expect(steep!.sentence).toContain(
      'The pitch of 26 mm leaves gaps: out to 100 mm from the axis the rows see 24.8 mm a turn',
    );
    expect((await on({ ...turns, arcDeg: -1080 }))[0]!.sentence).toMatch(
      /^No slice .* an arc of 1080° that starts at z = 30 mm/,
    );
    // Half a turn and the full fan of 33° before and behind each slice.
    const [lines, thick] = await on({ ...turns, rows: 1 }, '180-li');
    expect(lines!.sentence).toMatch(/^Only slices from z = −18\.\d mm to 18\.\d mm are passed by over 427°/);
    expect(thick).toMatchObject({ ok: true, sentence: expect.stringContaining('10 mm at the axis') });
  });

  test('says that gridrec rebins a fan', async () => {
    const advice = await adviceOn({ scan: { geometry: 'fan' }, reconstruction: { method: 'gridrec' } });
    expect(advice.at(-1)).toMatchObject({ kind: 'rebinning', ok: true });
  });
});
