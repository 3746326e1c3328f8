import { expect, test } from 'vitest';
import { whatDiffers } from '../../../src/app/present/what-differs.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';

const subject = shapePhantom(libraryPhantom('shepp-logan-1974'));
const experimentOf = (json: object) => resolveExperiment(parseExperimentInput(json), subject);
const differing = (one: object, other: object) =>
  whatDiffers(experimentOf(one), experimentOf(other)).map(({ what, values }) => [what, ...values]);

test('nothing differs from itself, and a window changes no array', () => {
  expect(differing({}, {})).toEqual([]);
  expect(differing({ display: { width: 80, level: 40 } }, {})).toEqual([]);
});

test('numbers are told by their names on screen, with their units; choices, corrections and phantoms by theirs', () => {
  expect(differing({ scan: { views: 90, arcDeg: 90 } }, { scan: { channelSpacingMm: 1 } })).toEqual([
    ['Projections', '90', '720'],
    ['Arc', '90°', '180°'],
    ['Spacing, mm', '0.5', '1'],
  ]);
  expect(differing({ phantom: 'thorax' }, { reconstruction: { filter: 'hann' } })).toEqual([
    ['Phantom', 'Thorax', 'Shepp–Logan 1974'],
    ['Filter', 'Ram–Lak (ramp)', 'Hann'],
  ]);
  const rings = { corrections: [{ kind: 'rings' }], acquisition: { beam: { kind: 'monochromatic' } } };
  // What a beam has and leaves at nothing is no difference to having none.
  expect(differing(rings, {})).toEqual([
    ['Beam', 'monochromatic', 'exact'],
    ['Energy, keV', '60', '—'],
    ['Corrections', 'Rings', 'none'],
  ]);
});

test('what only one of two has is told too, and two phantoms of one name are not the same', () => {
  const fan = differing({ scan: { geometry: 'fan' } }, {});
  expect(fan).toContainEqual(['Geometry', 'fan', 'parallel']);
  expect(fan).toContainEqual(['Source–axis, mm', '570', '—']);
  const drawn = (value: number) => ({
    phantom: {
      ...{ version: 1, name: 'Mine', fieldSizeMm: 256, unitMm: 1, values: 'hounsfield', composition: 'replace' },
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 100, semiAxisY: 100, value }],
    },
  });
  expect(differing(drawn(10), drawn(20))).toEqual([['Phantom', 'Mine', 'another']]);
});

test('several experiments are told setting by setting, a value for each', () => {
  const several = whatDiffers(
    ...[{}, { scan: { views: 90 } }, { reconstruction: { filter: 'hann' } }, {}].map(experimentOf),
  );
  expect(several.map(({ what, values }) => [what, ...values])).toEqual([
    ['Projections', '720', '90', '720', '720'],
    ['Filter', 'Ram–Lak (ramp)', 'Ram–Lak (ramp)', 'Hann', 'Ram–Lak (ramp)'],
  ]);
  const drawn = (value: number) => ({
    phantom: {
      ...{ version: 1, name: 'Mine', fieldSizeMm: 256, unitMm: 1, values: 'hounsfield', composition: 'replace' },
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 100, semiAxisY: 100, value }],
    },
  });
  const [phantoms] = whatDiffers(...[drawn(1), drawn(2), drawn(1), drawn(3)].map(experimentOf));
  expect(phantoms?.values).toEqual(['Mine', 'another', 'Mine', 'a third']);
});
