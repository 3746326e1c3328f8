import { expect, test } from 'vitest';
import { CORRECTIONS } from '../../src/corrections/registry.ts';
import { fittingCorrections, whyIdle } from '../../src/experiment/correction-fit.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const disk = shapePhantom(libraryPhantom('water-disk'));

const scanned = (input: object) => resolveExperiment(parseExperimentInput(input), disk);
const plain = scanned({});
const withPhysics = (physics: object) => scanned({ physics });
const all = CORRECTIONS.names.map((kind) => ({ kind }));

test('each correction needs what it corrects', () => {
  expect(whyIdle('water', withPhysics({ energyKeV: 60 }), disk)).toMatch(/tube/);
  expect(whyIdle('water', withPhysics({ spectrum: {} }), disk)).toBeNull();
  expect(whyIdle('starvation', plain, disk)).toMatch(/photon/);
  expect(whyIdle('starvation', withPhysics({ photons: 10 }), disk)).toBeNull();
  expect(whyIdle('scatter', withPhysics({ photons: 10 }), disk)).toMatch(/scatter/);
  expect(whyIdle('scatter', withPhysics({ scatterToPrimary: 0.1 }), disk)).toBeNull();
  expect(whyIdle('metal', plain, disk)).toBeNull();
});

test.each([
  [{ arcDeg: 180 }, true],
  [{ arcDeg: -180 }, true],
  [{ arcDeg: 200 }, true],
  [{ arcDeg: 360 }, true],
  [{ arcDeg: 179 }, false],
  [{ geometry: 'fan', arcDeg: 360 }, true],
  [{ geometry: 'fan', arcDeg: -720 }, true],
  [{ geometry: 'fan', arcDeg: 359 }, false],
  [{ geometry: 'fan', arcDeg: 240 }, false],
  [{ geometry: 'fan', arcDeg: 540 }, true],
])('a scan over %j tells where its axis is: %s', (scan, tells) => {
  const why = whyIdle('axis', scanned({ scan }), disk);
  if (tells) expect(why).toBeNull();
  else expect(why).toMatch(/turn|180°/);
});

test.each([
  [7, false],
  [8, true],
])('%i views tell where the axis is: %s', (views, tells) => {
  const why = whyIdle('axis', scanned({ scan: { views } }), disk);
  if (tells) expect(why).toBeNull();
  else expect(why).toMatch(/at least 8 views/);
});

test('idle corrections go', () => {
  const fitting = ['zingers', 'rings', 'phase', 'axis', 'metal', 'truncation'].map((kind) => ({ kind }));
  expect(fittingCorrections(all, plain, disk)).toEqual(fitting);
  expect(fittingCorrections([{ kind: 'starvation' }, { kind: 'water' }], plain, disk)).toEqual([]);
});

test('readings in arbitrary units are no transmission', () => {
  const input = parseExperimentInput({ version: 2, measurement: { sinogram: 'a.npy', kind: 'arbitrary' } });
  const [lineIntegrals, views, channels] = [new Float32Array(90 * 64), 90, 64];
  const given = { kind: 'measurement' as const, name: 'a.npy', views, channels, detectorRows: 1, lineIntegrals };
  const emission = { ...given, isArbitrary: true, anglesDeg: null, remarks: [] };
  const experiment = resolveExperiment(input, emission);
  expect(whyIdle('phase', experiment, emission)).toBe('values are in arbitrary units');
  expect(whyIdle('phase', experiment, { ...emission, isArbitrary: false })).toBeNull();
  expect(whyIdle('truncation', experiment, emission)).toBeNull();
});

test('a measurement is refused what it says too little for, by name', () => {
  const measured = (kind: string) => () =>
    parseExperimentInput({ version: 2, measurement: { sinogram: 'a.npy' }, corrections: [{ kind }] });
  expect(measured('water')).toThrow(
    'the correction "water" cannot be applied to a measurement: its spectrum is unknown',
  );
  expect(measured('metal')).toThrow('its value of water is unknown');
  expect(measured('truncation')).not.toThrow();
});
