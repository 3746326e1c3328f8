import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { METHODS } from '../../src/methods/registry.ts';
import { isAcceptedOrRefused, sentenceOf } from '../support/sentences.ts';

const sentence = (json: unknown, where?: string) => sentenceOf(() => parseExperimentInput(json, where));

describe('a bad value is refused by a sentence that names its path', () => {
  test('the very sentence of the conventions', async () => {
    expect(await sentence({ scan: { views: 0 } })).toBe('scan.views: must be between 1 and 16384, got 0');
  });

  test("after the file's name, where there is one", async () => {
    expect(await sentence({ scan: { views: 0 } }, 'head.json')).toBe(
      'head.json: scan.views: must be between 1 and 16384, got 0',
    );
  });

  test.each<[string, unknown, string]>([
    ['a fraction of a view', { scan: { views: 1.5 } }, 'scan.views: must be a whole number, got 1.5'],
    ['too many views', { scan: { views: 16385 } }, 'scan.views: must be between 1 and 16384, got 16385'],
    ['views as text', { scan: { views: '720' } }, 'scan.views: must be a number, got the text "720"'],
    ['views as nothing', { scan: { views: null } }, 'scan.views: must be a number, got null'],
    ['a list for a number', { scan: { offset: [1] } }, 'scan.offset: must be a number, got a list'],
    [
      'an object for a number',
      { reconstruction: { grid: { pixels: {} } } },
      'reconstruction.grid.pixels: must be a number, got an object',
    ],
    ['no channel', { scan: { channels: 0 } }, 'scan.channels: must be between 1 and 16384, got 0'],
    [
      'an unknown method',
      { reconstruction: { method: 'art' } },
      `reconstruction.method: must be one of ${METHODS.names.join(', ')}, got "art"`,
    ],
    [
      'gridrec without a filter',
      { reconstruction: { method: 'gridrec', filter: 'none' } },
      'reconstruction.filter: gridrec needs a filter; plain back-projection, filter "none", is available only with FBP',
    ],
    [
      'an unknown filter',
      { reconstruction: { filter: 'ramp' } },
      'reconstruction.filter: must be one of ram-lak, shepp-logan, cosine, hamming, hann, none, got "ramp"',
    ],
    ['a number for a section', { scan: 5 }, 'scan: must be an object, got 5'],
    ['a list for a section', { scan: [] }, 'scan: must be an object, got a list'],
    ['null for an experiment', null, 'must be an object, got null'],
    ['a text for an experiment', 'shepp-logan-1974', 'must be an object, got the text "shepp-logan-1974"'],
    ['a list for an experiment', [], 'must be an object, got a list'],
    [
      'an unknown geometry',
      { scan: { geometry: 'spiral' } },
      'scan.geometry: must be one of parallel, fan, cone, parallel-rows, tomosynthesis, got "spiral"',
    ],
    [
      'a fan’s key for parallel rays',
      { scan: { sourceToDetectorMm: 1000 } },
      'scan.sourceToDetectorMm: belongs to a fan or a cone or a tomosynthesis scan, and parallel rays have none; leave it out or set geometry to "fan" or "cone" or "tomosynthesis"',
    ],
    [
      'a detector this side of the axis',
      { scan: { geometry: 'fan', sourceToDetectorMm: 500 } },
      'scan: the detector must be beyond the axis, so sourceToDetectorMm, 500, must be greater than sourceToIsocenterMm, 570',
    ],
    [
      'parallel rays rebinned to parallel rays',
      { reconstruction: { rebin: true } },
      'reconstruction.rebin turns the rays of a fan into parallel rays, and these are parallel already; leave it out',
    ],
    [
      'a rebinning that is neither true nor false',
      { scan: { geometry: 'fan' }, reconstruction: { rebin: 1 } },
      'reconstruction.rebin: must be true or false, got 1',
    ],
    ['no arc', { scan: { arcDeg: 0 } }, 'scan.arcDeg: must not be 0: the views must cover an arc'],
    ['a window without width', { display: { width: 0 } }, 'display.width: must be between 0.000001 and 1000000, got 0'],
    ['a negative seed', { seed: -1 }, 'seed: must be between 0 and 4294967295, got -1'],
    ['version 0', { version: 0 }, 'version: must be between 1 and 1000000, got 0'],
  ])('%s', async (_, json, expected) => {
    expect((await sentence(json)).replace('1e-6', '0.000001')).toBe(expected);
  });

  test('an unknown key at any depth, also one that every object inherits', async () => {
    expect(await sentence({ speed: 1 })).toMatch(/^speed: unknown key; the known keys here are version, phantom, /);
    expect(await sentence({ scan: { angle: 1 } })).toMatch(/^scan\.angle: unknown key; the known keys here are /);
    expect(await sentence({ toString: 1 })).toMatch(/^toString: unknown key/);
    expect(await sentence(JSON.parse('{ "scan": { "constructor": 1 } }'))).toMatch(/^scan\.constructor: unknown key/);
    expect(await sentence(JSON.parse('{ "__proto__": 1 }'))).toMatch(/^__proto__: unknown key/);
  });

  test('a newer version', async () => {
    expect(await sentence({ version: 3 })).toBe(
      'version: this experiment has version 3, newer than version 2, which this program reads',
    );
  });

  test('a phantom and a measurement at once', async () => {
    expect(await sentence({ phantom: 'point', measurement: { sinogram: 'a.npy' } })).toBe(
      'give either a phantom or a measurement, not both',
    );
  });

  test.each([{}, { white: 'w.npy' }, { dark: 'd.npy' }])('transmission with only %o', async (given) => {
    expect(await sentence({ measurement: { sinogram: 's.npy', kind: 'transmission', ...given } })).toBe(
      'measurement: kind "transmission" needs both "white" and "dark" readings',
    );
  });

  test('line integrals with white readings', async () => {
    expect(await sentence({ measurement: { sinogram: 's.npy', white: 'w.npy' } })).toBe(
      'measurement: "white" and "dark" apply only to kind "transmission"; line integrals need neither',
    );
  });

  test('a measurement without a sinogram', async () => {
    expect(await sentence({ measurement: {} })).toBe('measurement.sinogram: is missing');
    expect(await sentence({ measurement: { sinogram: '' } })).toMatch(
      /^measurement\.sinogram: must be the name of a file/,
    );
  });

  test('a phantom in place', async () => {
    const phantom = {
      version: 1,
      name: 'one',
      fieldSizeMm: 10,
      values: 'arbitrary',
      composition: 'add',
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 0, semiAxisY: 1, value: 1 }],
    };
    expect(await sentence({ phantom })).toMatch(/^phantom: shapes\[0\]\.semiAxisX: must be between .* got 0$/);
    expect(await sentence({ phantom: 7 })).toBe('phantom: must be an object, got 7');
    expect(await sentence({ phantom: { image: 'a.png', values: 'HU' } })).toMatch(/^phantom: values: must be one of /);
  });
});

describe('any JSON', () => {
  test('is an experiment or is refused by a sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        isAcceptedOrRefused(() => parseExperimentInput(json));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('with the right keys and any values too', () => {
    const anySection = (...keys: string[]) =>
      fc.oneof(
        fc.jsonValue(),
        fc.record(Object.fromEntries(keys.map((key) => [key, fc.jsonValue({ maxDepth: 1 })])), { requiredKeys: [] }),
      );
    const anyExperiment = fc.record(
      {
        version: fc.constantFrom<unknown>(1, 1, 2, 2, 3, null, '1'),
        phantom: fc.oneof(fc.constant('point'), anySection('version', 'name', 'shapes', 'values', 'image')),
        measurement: anySection('sinogram', 'kind', 'white', 'dark', 'anglesDeg'),
        scan: anySection('geometry', 'views', 'startDeg', 'arcDeg', 'channels', 'channelSpacingMm', 'offset'),
        reconstruction: anySection(
          'method',
          'filter',
          'cutoff',
          'interpolation',
          'rebin',
          'grid',
          'pixels',
          'pixelSizeMm',
        ),
        acquisition: anySection('modality', 'beam', 'noise', 'deadChannels', 'motion'),
        physics: anySection('photons', 'energyKeV', 'spectrum', 'deadChannels', 'motion'),
        corrections: fc.oneof(anySection('rings', 'axis'), fc.array(anySection('kind'))),
        display: anySection('width', 'level'),
        seed: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyExperiment, (json) => {
        isAcceptedOrRefused(() => parseExperimentInput(json));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
