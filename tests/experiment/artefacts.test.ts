import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { isIterated } from '../../src/experiment/artefact-iterations.ts';
import { artefactScans } from '../../src/experiment/artefact-scans.ts';
import { ARTEFACTS, type ArtefactName, USUAL_STRENGTH } from '../../src/experiment/artefacts.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { softTissueDeparture } from '../../src/experiment/soft-tissue-departure.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { artefactDepartures } from '../support/artefact-departures.ts';
import type { ArtefactGrid } from '../support/artefact-slices.ts';

/** Wide enough for the widest phantom, and fine enough for its edges to lie apart. */
const GRID = { pixels: 160, pixelSizeMm: 2, scan: { views: 360, channels: 220, channelSpacingMm: 2 } };
/** The same width at the axis. */
const FAN = { scan: { geometry: 'fan', detector: 'arc', views: 720, channels: 220, channelSpacingMm: 4 } };
const operators = () => new CpuOperators(new InPlaceExecutor(cpuTasks));

describe.each(ARTEFACTS.map((artefact) => [artefact.name, artefact] as const))('%s', (_, artefact) => {
  test('grows with its cause and shrinks with its cure', async () => {
    const { disturbed, cured } = await artefactDepartures(operators(), artefact, GRID, [0.4, USUAL_STRENGTH, 1]);
    expect(disturbed[0]).toBeGreaterThan(1);
    expect(disturbed[1]).toBeGreaterThan(disturbed[0]!);
    expect(disturbed[2]).toBeGreaterThan(disturbed[1]!);
    // No cure here is one in name only. What is hardly there may be no worse than what a cure costs.
    for (const i of [1, 2]) expect(cured[i]).toBeLessThan(0.75 * disturbed[i]!);
  }, 20_000);

  test('can be shown by a fan', async () => {
    const { disturbed, cured } = await artefactDepartures(operators(), artefact, { ...GRID, ...FAN }, [1]);
    expect(disturbed[0]).toBeGreaterThan(1);
    expect(cured[0]).toBeLessThan(0.75 * disturbed[0]!);
  }, 20_000);
});

describe('iterations over the readings that have an artefact', () => {
  /** The phantom lies within, since an iterated slice explains all that was read. */
  const coarse = (name: ArtefactName) => {
    const fieldMm = { undersampling: 420, starvation: 480, metal: 320 }[name as string] ?? 256;
    const pixelSizeMm = fieldMm / 96;
    return { pixels: 96, pixelSizeMm, scan: { views: 180, channels: 140, channelSpacingMm: pixelSizeMm } };
  };
  const iterated = ARTEFACTS.filter(({ name }) => isIterated(name));
  const departures = (name: ArtefactName, strength = 1, grid: ArtefactGrid = coarse(name)) =>
    artefactDepartures(
      operators(),
      iterated.find((one) => one.name === name)!,
      grid,
      [strength],
      ['cured', 'iterated'],
    );

  test('are there for four of the twelve', () => {
    expect(iterated.map(({ name }) => name)).toEqual(['undersampling', 'limited-arc', 'starvation', 'metal']);
  });

  // What prevents an artefact makes another scan, and leaves nothing of it.
  test.each([
    ['undersampling', 0.25],
    ['limited-arc', 0.25],
  ] as const)('bring back most of what %s takes', async (name, most) => {
    const { disturbed, iterated } = await departures(name);
    expect(iterated[0]).toBeLessThan(most * disturbed[0]!);
  });

  test.each(['starvation', 'metal'] as const)('correct %s better than what replaces readings', async (name) => {
    const { disturbed, cured, iterated } = await departures(name);
    expect(iterated[0]).toBeLessThan(0.9 * cured[0]!);
    expect(iterated[0]).toBeLessThan(0.5 * disturbed[0]!);
  });

  test('take the rays of a fan as they are', async () => {
    const { scan, ...slice } = coarse('metal');
    const fan = {
      ...slice,
      scan: { ...FAN.scan, views: 240, channels: 140, channelSpacingMm: 2 * scan.channelSpacingMm },
    };
    const { cured, iterated } = await departures('metal', 1, fan);
    expect(iterated[0]).toBeLessThan(cured[0]!);
  });

  test('are made on no more than 256² pixels over the same field, and so is what they are compared with', async () => {
    const input = parseExperimentInput({});
    const subject = await loadSubject(input, async () => new Uint8Array());
    const present = resolveExperiment(input, subject);
    for (const artefact of ARTEFACTS) {
      const scans = artefactScans(present, artefact, USUAL_STRENGTH);
      const grids = [scans.undisturbed, scans.disturbed, scans.cured, scans.iterated]
        .filter((json) => json !== null)
        .map((json) => resolveExperiment(parseExperimentInput(json), subject).reconstruction.grid);
      const pixels = isIterated(artefact.name) ? 256 : 512;
      expect(grids).toEqual(grids.map(() => ({ pixels, pixelSizeMm: 256 / pixels })));
    }
  });
});

describe('the ring filter on a head', () => {
  const rings = ARTEFACTS.find(({ name }) => name === 'rings')!;

  test.each([
    ['parallel rays', GRID],
    ['a fan', { ...GRID, ...FAN }],
  ])('at least halves the rings of %s, and moves a clean slice by less than 3 HU', async (_, grid) => {
    const { disturbed, cured } = await artefactDepartures(operators(), rings, grid, [1]);
    expect(cured[0]).toBeLessThan(0.5 * disturbed[0]!);
    const clean = await artefactDepartures(operators(), { ...rings, cause: () => ({}) }, grid, [1]);
    expect(clean.disturbed[0]).toBe(0);
    // Less than a third of the head's least contrast, 10 HU.
    expect(clean.cured[0]).toBeLessThan(3);
  });
});

test('each has a name of its own', () => {
  expect(new Set(ARTEFACTS.map(({ name }) => name)).size).toBe(ARTEFACTS.length);
});

test('the departure is an RMS over soft tissue alone, away from edges', () => {
  // 3 × 7 pixels: bone at the right, and five columns of three that do not touch it.
  const truth = new Float32Array(21).fill(40);
  truth[6] = 1000;
  truth[13] = 1000;
  const undisturbed = Float32Array.from(truth);
  const image = truth.map((value, i) => (i % 7 > 4 ? 5000 : value));
  image.set([43, 44], 8);
  expect(softTissueDeparture(image, undisturbed, truth, 7)).toBeCloseTo(Math.sqrt((9 + 16) / 15), 6);
  expect(softTissueDeparture(image, undisturbed, truth.fill(2000), 7)).toBeNaN();
});
