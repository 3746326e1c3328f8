import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { npyBytes } from '../../support/npy.ts';
import { cpuOperators } from '../../support/walk.ts';
import { type Changes, cone, fan, fewSlices, scriptedRun } from './scripted-run.ts';

const operators = cpuOperators();
afterAll(() => operators.dispose());

const few = { views: 12, channels: 24, channelSpacingMm: 14 };
const tomosynthesis = {
  geometry: 'tomosynthesis',
  sourceToDetectorMm: 800,
  views: 5,
  startDeg: undefined,
  channels: 16,
  rows: 16,
};
const tiny = { pixels: 8, pixelSizeMm: 30 };

describe('what a toolbox cannot do is said, and not exported as something else', () => {
  const cases: readonly (readonly [string, string, Changes, RegExp])[] = [
    [
      'astra',
      'gridrec',
      { reconstruction: { method: 'gridrec', grid: tiny } },
      /no gridrec\. FBP computes the same sums/,
    ],
    ['astra', 'PWLS', { reconstruction: { method: 'pwls', iterations: 1, grid: tiny } }, /FBP, SIRT and CGLS, not for/],
    ['tigre', 'plain sums', { reconstruction: { filter: 'none', grid: tiny } }, /Choose a filter/],
    ['tigre', 'a cutoff', { reconstruction: { cutoff: 0.5, grid: tiny } }, /Set the cutoff to 1/],
    ['cil', 'rebinning', { scan: fan, reconstruction: { rebin: true, grid: tiny } }, /does not rebin a fan/],
    [
      'astra',
      'a start',
      { reconstruction: { method: 'sirt', iterations: 1, start: 'fbp', grid: tiny } },
      /begins with zeros/,
    ],
    [
      'astra',
      'a cylinder',
      { scan: { ...cone, detector: 'arc' }, reconstruction: { grid: { ...tiny, slices: 2 } } },
      /lie on a cylinder/,
    ],
    [
      'astra',
      'a helix',
      { scan: { ...cone, pitchMm: 20 }, reconstruction: { grid: { ...tiny, slices: 2 } } },
      /no filtered back-projection of a helix/,
    ],
    [
      'astra',
      'too short an arc',
      { scan: { ...fan, arcDeg: 150 }, reconstruction: { grid: tiny } },
      /the angle of the fan|no view has measured/,
    ],
    ['cil', 'slices beside the middle', { scan: cone, reconstruction: { grid: fewSlices } }, /Set centreZMm to 0/],
    [
      'tigre',
      'an upper bound',
      { reconstruction: { method: 'sirt', iterations: 1, upperBound: 2, grid: tiny } },
      /no upper bound/,
    ],
    [
      'cil',
      'rows of parallel rays',
      {
        scan: { geometry: 'parallel-rows', rows: 3, rowSpacingMm: 9 },
        reconstruction: { grid: { ...tiny, slices: 3 } },
      },
      /Choose a row of this detector/,
    ],
    [
      'astra',
      'tomosynthesis',
      { phantom: 'shepp-logan-3d', scan: tomosynthesis, reconstruction: { grid: { ...tiny, slices: 2 } } },
      /does not turn about the axis/,
    ],
  ];
  test.each(cases)('%s: %s', async (toolbox, _, changes, sentence) => {
    const run = scriptedRun(operators, { ...changes, scan: { ...few, ...changes.scan } }, toolbox);
    await expect(run).rejects.toThrow(InputError);
    await expect(run).rejects.toThrow(sentence);
  });
});

test('views at angles of their own stand in a file, with what each counts for', async () => {
  const files = {
    's.npy': npyBytes(new Float32Array(4 * 24).fill(1), [4, 24]),
    'a.npy': npyBytes(Float64Array.of(0, 30, 90, 150), [4]),
  };
  const { angles, text } = await scriptedRun(
    operators,
    {
      ...{ phantom: undefined, measurement: { sinogram: 's.npy', anglesDeg: 'a.npy' } },
      scan: { views: undefined, channels: undefined, channelSpacingMm: 14 },
      reconstruction: { grid: tiny },
    },
    'astra',
    files,
  );
  const rows = angles!
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  expect(rows[0]).toEqual(['angle (degrees)', 'what it stands for (radians)']);
  expect(rows.slice(1).map(([angle]) => Number(angle))).toEqual([0, 30, 90, 150]);
  // Half the gap to each neighbour: 30, 45, 60 and 45 degrees of half a turn.
  const degrees = rows.slice(1).map(([, weight]) => (Number(weight) * 180) / Math.PI);
  [30, 45, 60, 45].forEach((expected, view) => {
    expect(degrees[view]).toBeCloseTo(expected, 9);
  });
  expect(text).toContain('angles, weights = np.loadtxt("angles.csv"');
});

test('a phantom’s name cannot end the text that it stands in', async () => {
  const phantom = {
    ...{ version: 1, name: 'a """\\ head', fieldSizeMm: 40, values: 'arbitrary', composition: 'add' },
    shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 9, semiAxisY: 9, value: 1 }],
  };
  const { text } = await scriptedRun(operators, { phantom, scan: few, reconstruction: { grid: tiny } }, 'astra');
  expect(text.split('"""')).toHaveLength(text.includes('def filtered') ? 5 : 3);
  expect(text).not.toContain('\\');
});
