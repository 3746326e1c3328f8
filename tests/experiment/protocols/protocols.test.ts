import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { type ProtocolReport, whyNoProtocol } from '../../../src/experiment/protocols/measure-phantom.ts';
import { protocolCsv, protocolJson } from '../../../src/experiment/protocols/protocol-files.ts';
import { REMEDIES } from '../../../src/experiment/protocols/remedies.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { PROTOCOL_SCANS, protocolsOf, rowOf } from '../../support/protocol-runs.ts';
import { cpuOperators } from '../../support/walk.ts';

// Figures “by NumPy” are computed from the arrays that the headless command writes for the same experiments, by masks of the
// pixels’ centres, numpy.mean and numpy.std(ddof=1), scipy.stats.linregress, and pylinac’s DiskROI for the inserts (NumPy 2.4,
// SciPy 1.17, pylinac 3.49); the sums differ in their order alone.

const operators = cpuOperators();
const only = async (json: object): Promise<ProtocolReport> => {
  const reports = await protocolsOf(operators, json);
  expect(reports).toHaveLength(1);
  return reports[0]!;
};
/** Measured and spread, compared to six digits of a CT number. */
function expectNumbers(report: ProtocolReport, rows: readonly (readonly [string, number, number?])[], digits = 4) {
  for (const [what, measured, spread] of rows) {
    const row = rowOf(report, what);
    expect(row.measured, what).toBeCloseTo(measured, digits);
    if (spread !== undefined) expect(row.spread, what).toBeCloseTo(spread, digits);
  }
}

describe('CT numbers', () => {
  test('every insert, the line through them and where they are', async () => {
    const report = await only(PROTOCOL_SCANS.ctNumbers);
    expect(report).toMatchObject({ protocol: 'ct-numbers', heightMm: null, verdict: 'pass' });
    expectNumbers(report, [
      ['Water, in the middle', 0.328932, 7.32889],
      ['Insert of +15 HU', 15.098441, 7.481075],
      ['Insert of −35 HU', -34.774036, 8.751181],
      ['Insert of −100 HU', -99.732961, 7.337797],
      ['Insert of −200 HU', -199.377126, 9.852297],
      ['Insert of −1000 HU', -999.128053, 9.448965],
      ['Insert of +990 HU', 989.699065, 10.673466],
      ['Insert of +340 HU', 339.196206, 11.753243],
      ['Insert of +120 HU', 118.953399, 8.220916],
      ['Linearity, intercept', 0.040891],
    ]);
    expect(rowOf(report, 'Linearity, slope').measured).toBeCloseTo(0.99919882, 7);
    expect(rowOf(report, 'Linearity, correlation').measured).toBeCloseTo(0.9999995764, 9);
    // Within a tenth of a pixel, noise and all.
    expect(rowOf(report, 'Insert farthest from its place').measured).toBeLessThan(0.1);
    expect(rowOf(report, 'Widest distance').measured).toBeCloseTo(114, 0);
    expect(report.regions).toHaveLength(9);
    expect(report.plots[0]!.series[0]!.y).toHaveLength(9);
  });

  test('real plastics in the beam of a tube are compared with their CT numbers in that beam', async () => {
    const scan = { views: 180, channels: 180, channelSpacingMm: 1 };
    const grid = { grid: { pixels: 160, pixelSizeMm: 1 } };
    const at = (voltageKV: number) =>
      only({
        phantom: 'ct-number-plastics',
        acquisition: { beam: { kind: 'tube', voltageKV } },
        corrections: [{ kind: 'water' }],
        ...{ scan, reconstruction: grid },
      });
    const [low, high] = [await at(80), await at(140)];
    // Teflon attenuates much more than water where the photoelectric effect counts, PMP less.
    expect(rowOf(low, 'Teflon').expected! - rowOf(high, 'Teflon').expected!).toBeGreaterThan(40);
    expect(rowOf(low, 'PMP').expected! - rowOf(high, 'PMP').expected!).toBeLessThan(-10);
    const outcomes = (report: ProtocolReport) =>
      ['Air, right', 'Air, left', 'PMP', 'LDPE', 'Polystyrene', 'Acrylic', 'Delrin', 'Teflon'].map(
        (name) => rowOf(report, name).outcome,
      );
    expect(new Set(outcomes(high))).toEqual(new Set(['pass']));
    // Teflon hardens a beam of 80 kV more than the water that it is corrected for.
    expect(outcomes(low)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'pass', 'fail']);
    expect(low.sentence).toContain('Teflon (PTFE)');
  });

  test('a beam that is not corrected makes the middle too dark to pass', async () => {
    const report = await only({
      phantom: 'ct-number-module',
      acquisition: { beam: { kind: 'tube', voltageKV: 120, filtrationMmAluminium: 1 } },
      scan: { views: 120, channels: 120, channelSpacingMm: 1.5 },
      reconstruction: { grid: { pixels: 128, pixelSizeMm: 1.25 } },
    });
    expect(report.verdict).toBe('fail');
    expect(report.sentence).toMatch(/^Failed: .* outside their limits: /);
  });

  test('nothing is judged where pixels are too coarse for an insert', async () => {
    const report = await only({
      phantom: 'ct-number-module',
      scan: { views: 90, channels: 90, channelSpacingMm: 2 },
      reconstruction: { grid: { pixels: 48, pixelSizeMm: 4 } },
    });
    const row = rowOf(report, 'Insert of +990 HU');
    expect(row.outcome).toBe('not judged');
    expect(row.remark).toContain('too coarse');
  });
});

describe('water', () => {
  test('uniformity and noise, the latter as theory has it', async () => {
    const report = await only(PROTOCOL_SCANS.water);
    expect(report).toMatchObject({ protocol: 'water', verdict: 'pass' });
    expectNumbers(report, [
      ['Water, in the centre', 0.140254, 12.413752],
      ['Uniformity, right', -0.549495],
      ['Uniformity, top', -0.807035],
      ['Uniformity, left', -0.582902],
      ['Uniformity, bottom', -0.892565],
      ['Noise', 11.905317],
      ['Uniformity index', -0.089244],
    ]);
    expect(rowOf(report, 'Integral non-uniformity').measured).toBeCloseTo(0.000446419, 7);
    const { measured, expected } = rowOf(report, 'Noise');
    // Of some 5000 pixels, whose noise is correlated: within a hundredth or two.
    expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.03);
  });

  test.each([
    ['another filter', { reconstruction: { filter: 'hann', grid: { pixels: 210, pixelSizeMm: 1 } } }],
    ['smooth interpolation', { reconstruction: { interpolation: 'smooth', grid: { pixels: 210, pixelSizeMm: 1 } } }],
    [
      'twice round and noisy electronics',
      {
        scan: { views: 361, arcDeg: 360, channels: 230, channelSpacingMm: 1 },
        acquisition: { beam: { kind: 'monochromatic' }, noise: { photons: 1e5, electronicNoise: 40 } },
      },
    ],
    [
      'another energy',
      {
        acquisition: { beam: { kind: 'monochromatic', energyKeV: 90 }, noise: { photons: 3e5 } },
      },
    ],
  ])('noise follows theory with %s', async (_, changes) => {
    const { measured, expected } = rowOf(await only({ ...PROTOCOL_SCANS.water, ...changes }), 'Noise');
    expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.04);
  });

  test('scatter that is not corrected makes a cup, which fails', async () => {
    const report = await only({
      phantom: 'water-disk',
      acquisition: { beam: { kind: 'monochromatic' }, scatterToPrimary: 0.3 },
      scan: { views: 90, channels: 115, channelSpacingMm: 2 },
      reconstruction: { grid: { pixels: 105, pixelSizeMm: 2 } },
    });
    expect(report.verdict).toBe('fail');
    expect(rowOf(report, 'Uniformity, top').measured).toBeGreaterThan(4);
    expect(rowOf(report, 'Noise').remark).toBe('The scan counts no photons, so it has no noise.');
    const [cup] = report.plots[0]!.series;
    expect(cup!.y.at(-3)! - cup!.y[0]!).toBeGreaterThan(4);
  });
});

describe('low contrast', () => {
  test('contrasts, and d′ from the spread of means', async () => {
    const report = await only(PROTOCOL_SCANS.lowContrast);
    expect(report).toMatchObject({ protocol: 'low-contrast', verdict: 'pass' });
    expectNumbers(report, [
      ['10 mm, +3 HU: contrast', 2.731488, 0.542294],
      ['7 mm, +5 HU: contrast', 3.026686, 0.743943],
      ['5 mm, +7 HU: contrast', 7.163976, 1.280268],
      ['3 mm, +14 HU: contrast', 10.497748, 2.174005],
    ]);
    // The part of the contrast that blur leaves by a transform of a disk of 0.1 mm pixels, times the theoretical MTF: that grid
    // has the disk’s area within some tenths of a per cent.
    for (const [what, dPrime] of [
      ['10 mm, +3 HU: d′', 5.0893],
      ['7 mm, +5 HU: d′', 5.9535],
      ['5 mm, +7 HU: d′', 4.5946],
      ['3 mm, +14 HU: d′', 4.7304],
    ] as const) {
      expect(Math.abs(rowOf(report, what).measured / dPrime - 1), what).toBeLessThan(0.003);
    }
    // Of the contrast that a circle as large as the disk has left, by the same transform.
    for (const [what, contrast, left] of [
      ['10 mm, +3 HU: contrast', 3, 0.92],
      ['7 mm, +5 HU: contrast', 5, 0.8858],
      ['5 mm, +7 HU: contrast', 7, 0.8403],
      ['3 mm, +14 HU: contrast', 14, 0.7346],
    ] as const) {
      expect(Math.abs(rowOf(report, what).expected! / (contrast * left) - 1), what).toBeLessThan(0.003);
    }
    expect(rowOf(report, '10 mm, +3 HU: d′').remark).toBe(
      'Of the contrast expected of the phantom, and of the noise measured.',
    );
    const ofLargest = rowOf(report, '10 mm, +3 HU: contrast');
    const { measured, spread } = rowOf(report, '10 mm, +3 HU: CNR');
    expect(spread! / measured).toBeCloseTo(ofLargest.spread! / Math.abs(ofLargest.measured), 12);
    expect(report.regions.filter(({ role }) => role === 'object').map(({ label }) => label)).toEqual([
      '10 mm',
      '7 mm',
      '5 mm',
      '3 mm',
    ]);
    expect(rowOf(report, 'Smallest disk').measured).toBe(3);
    const [seen, certain, disks] = report.plots[0]!.series;
    expect(seen!.y[0]! / seen!.y.at(-1)!).toBeGreaterThan(4);
    expect(certain!.y[0]! / seen!.y[0]!).toBeCloseTo(5 / 3, 12);
    expect(disks!.y).toEqual([3, 5, 7, 14]);
  });

  test('a tenth of the photons hides disks: d′ falls as the root of the dose', async () => {
    const { acquisition } = PROTOCOL_SCANS.lowContrast;
    const [more, less] = [
      await only(PROTOCOL_SCANS.lowContrast),
      await only({ ...PROTOCOL_SCANS.lowContrast, acquisition: { ...acquisition, noise: { photons: 3e5 } } }),
    ];
    const ratio = rowOf(more, '3 mm, +14 HU: d′').measured / rowOf(less, '3 mm, +14 HU: d′').measured;
    expect(Math.abs(ratio / Math.sqrt(10) - 1)).toBeLessThan(0.1);
    expect(less.verdict).toBe('fail');
    expect(rowOf(less, 'Smallest disk').remark).toBe('None of the disks can be told from the noise.');
  });

  test('without noise nothing is judged, and a sentence says why', async () => {
    const { acquisition: _, ...exact } = PROTOCOL_SCANS.lowContrast;
    const report = await only(exact);
    expect(report.verdict).toBe('not judged');
    expect(report.sentence).toBe(
      'Nothing could be judged. The scan counts no photons, so it has no noise, and without noise every contrast can be seen.',
    );
    expect(report.plots).toEqual([]);
    // Blur takes 8 to 27 % of these; pixels of 0.75 mm hold a disk of 5 mm within some per cent.
    for (const { what, measured, expected, spread } of report.rows) {
      expect(Math.abs(measured / expected! - 1), what).toBeLessThan(0.05);
      expect(spread, what).toBeNull();
    }
  });
});

describe('line pairs', () => {
  test('modulations as NumPy has them, and as the MTF in theory', async () => {
    const report = await only(PROTOCOL_SCANS.linePairs);
    expect(report).toMatchObject({ protocol: 'line-pairs', verdict: 'pass' });
    // NumPy took another of the four widest bars for the contrast, which is 0.06 % larger.
    for (const [lp, modulation] of [
      [1, 0.968786],
      [2, 0.874521],
      [3, 0.733899],
      [4, 0.572986],
      [5, 0.414996],
      [6, 0.264042],
      [7, 0.134187],
      [8, 0.060814],
    ] as const) {
      const row = rowOf(report, `Modulation at ${lp} lp/cm`);
      expect(Math.abs(row.measured / modulation - 1), row.what).toBeLessThan(1e-3);
      expect(Math.abs(row.measured - row.expected!), row.what).toBeLessThan(0.012);
    }
    expect(rowOf(report, 'Finest group resolved').measured).toBe(7);
    for (const level of ['50', '10']) {
      const { measured, expected } = rowOf(report, `MTF falls to ${level} %`);
      expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.02);
    }
    // Bars along the pixels, 2.8 of them to a period.
    expect(rowOf(report, 'Modulation at 9 lp/cm')).toMatchObject({
      measured: Number.NaN,
      remark: expect.stringMatching(/^Its bars run along the pixels, 2\.8 of them to a period/),
    });
    expect(report.rows.filter(({ remark }) => remark?.includes('along the pixels'))).toHaveLength(1);
    // Periods of less than two pixels.
    expect(rowOf(report, 'Modulation at 13 lp/cm')).toMatchObject({
      measured: Number.NaN,
      remark: 'Its period is less than two pixels.',
    });
  });
});

describe('a wire, a point, an edge', () => {
  const wide = { acquisition: { beam: { kind: 'monochromatic' }, channelAperture: 1 } };
  const scan = { views: 360, channels: 250, channelSpacingMm: 0.7 };
  const grid = { pixels: 400, pixelSizeMm: 0.4 };

  test('the MTF of a wire is that of theory, where rays see it in every view', async () => {
    const report = await only({ phantom: 'thin-wire', ...wide, scan, reconstruction: { grid } });
    expect(report).toMatchObject({ protocol: 'point-spread', verdict: 'pass' });
    for (const level of ['50', '10']) {
      const { measured, expected } = rowOf(report, `MTF falls to ${level} %`);
      expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.02);
    }
    // A fraction of the channels.
    expect(rowOf(report, 'Distance').measured).toBeLessThan(0.2);
  });

  test('a wire that rays without a width mostly miss is not judged', async () => {
    const report = await only({ phantom: 'thin-wire', scan, reconstruction: { grid } });
    expect(report.verdict).toBe('not judged');
    expect(report.sentence).toContain('Rays run 0.7 mm apart and most of them miss a point of 0.2 mm');
  });

  test('a point of 1 mm in air', async () => {
    const report = await only({
      phantom: 'point',
      scan,
      reconstruction: { filter: 'hann', grid: { pixels: 400, pixelSizeMm: 0.4 } },
    });
    expect(report.verdict).toBe('pass');
    const { measured, expected } = rowOf(report, 'MTF falls to 50 %');
    expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.02);
  });

  test('an edge, judged where few of its frequencies are aliased', async () => {
    const edge = (filter: string) =>
      only({
        phantom: 'slanted-edge',
        ...wide,
        scan: { views: 360, channels: 320, channelSpacingMm: 0.7 },
        reconstruction: { filter, grid: { pixels: 420, pixelSizeMm: 0.5 } },
      });
    const smooth = await edge('hann');
    expect(smooth).toMatchObject({ protocol: 'edge', verdict: 'pass' });
    expect(rowOf(smooth, 'Angle').measured).toBeCloseTo(5, 1);
    expect(rowOf(smooth, 'Contrast').measured).toBeCloseTo(1000, -1);
    const { measured, expected } = rowOf(smooth, 'MTF falls to 50 %');
    expect(Math.abs(measured / expected! - 1)).toBeLessThan(0.1);
    const sharp = await edge('ram-lak');
    // Off by a quarter, though as little as a third of the signal is aliased there.
    const half = rowOf(sharp, 'MTF falls to 50 %');
    expect(half.measured / half.expected!).toBeGreaterThan(1.15);
    expect(half.outcome).toBe('not judged');
    expect(rowOf(sharp, 'MTF falls to 10 %')).toMatchObject({
      outcome: 'not judged',
      remark: expect.stringContaining('Only the few views that see the edge from the side make it sharp'),
    });
  });
});

describe('what cannot be judged offers a setting with which it is', () => {
  const scan = { views: 360, channels: 320, channelSpacingMm: 0.7 };
  const grid = { pixels: 420, pixelSizeMm: 0.5 };

  test.each([
    ['photons', 'water', { ...PROTOCOL_SCANS.water, acquisition: {} }, ['Noise']],
    ['photons', 'low-contrast', { ...PROTOCOL_SCANS.lowContrast, acquisition: {} }, ['7 mm, +5 HU: d′']],
    [
      'channel-width',
      'point-spread',
      { phantom: 'thin-wire', scan, reconstruction: { grid } },
      ['MTF falls to 50 %', 'MTF falls to 10 %', 'Distance'],
    ],
    [
      'cutoff',
      'edge',
      { phantom: 'slanted-edge', scan, reconstruction: { grid } },
      ['MTF falls to 50 %', 'MTF falls to 10 %'],
    ],
  ] as const)('%s for %s', async (remedy, protocol, json, judgedThen) => {
    const before = await only(json);
    expect(before.protocol).toBe(protocol);
    expect(before.rows.filter((row) => row.remedy).map((row) => row.remedy)).toContain(remedy);
    if (before.verdict === 'pass') expect(before.sentence).toContain(' Not judged with these settings: ');
    const input = parseExperimentInput({ version: 2, ...json });
    const subject = await loadSubject(input, async () => new Uint8Array());
    const { acquisition, reconstruction } = REMEDIES[remedy].changes(resolveExperiment(input, subject));
    const after = await only({
      ...json,
      ...(acquisition && { acquisition }),
      reconstruction: { ...json.reconstruction, ...reconstruction },
    });
    for (const what of judgedThen) expect(rowOf(after, what).outcome, what).toBe('pass');
    expect(after.rows.filter((row) => row.remedy)).toEqual([]);
  });
});

describe('a volume', () => {
  const stack = (grid: object) => ({
    phantom: 'module-stack',
    scan: { geometry: 'cone', views: 72, channels: 128, rows: 64, channelSpacingMm: 2.6, rowSpacingMm: 2.6 },
    reconstruction: { filter: 'hann', grid: { pixels: 96, pixelSizeMm: 1.7, ...grid } },
  });

  test('each module that every view sees is measured in a slice of its own', async () => {
    const reports = await protocolsOf(operators, stack({ slices: 12, sliceSpacingMm: 5, centreZMm: 0 }));
    expect(reports.map(({ protocol, heightMm }) => [protocol, heightMm])).toEqual([
      ['line-pairs', -17.5],
      ['low-contrast', 22.5],
    ]);
  });

  test('one that not every view sees is not judged', async () => {
    const reports = await protocolsOf(operators, stack({ slices: 5, sliceSpacingMm: 2, centreZMm: -60 }));
    expect(reports).toMatchObject([{ protocol: 'ct-numbers', verdict: 'not judged', regions: [] }]);
    expect(reports[0]!.sentence).toContain('Not every view sees this height');
  });
});

test.each([
  [{ phantom: 'thorax' }, 'Thorax is not made for any protocol.'],
  [
    { phantom: 'shepp-logan-modified' },
    'Protocols judge CT numbers in HU, and Shepp–Logan modified has values in arbitrary units.',
  ],
  [
    { phantom: 'water-disk', reconstruction: { filter: 'none' } },
    'Protocols judge CT numbers in HU, and an unfiltered slice is not on the phantom’s scale.',
  ],
  [{ phantom: 'water-disk' }, null],
])('whether there is a protocol for %j', async (json, why) => {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, async () => new Uint8Array());
  expect(whyNoProtocol(resolveExperiment(input, subject), subject)).toBe(why);
});

test('a table and a file hold all of it, and nothing that is no number', async () => {
  const report = await only({
    phantom: 'thin-wire',
    scan: { views: 90, channels: 120, channelSpacingMm: 1.4 },
    reconstruction: { grid: { pixels: 160, pixelSizeMm: 1 } },
  });
  const lines = protocolCsv([report]).trimEnd().split('\r\n');
  expect(lines[0]).toBe('protocol,height_mm,what,measured,spread,unit,expected,least,most,source,outcome,remark');
  expect(lines).toHaveLength(1 + report.rows.length);
  expect(lines.every((line) => line.startsWith('p') && !line.includes('NaN'))).toBe(true);
  const text = protocolJson([report]);
  expect(JSON.parse(text).protocols[0].rows).toHaveLength(report.rows.length);
});
