import { describe, expect, test } from 'vitest';
import { artefactScans } from '../../src/experiment/artefact-scans.ts';
import { ARTEFACTS, type Artefact, patched } from '../../src/experiment/artefacts.ts';
import { type Experiment, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { Session } from '../../src/experiment/session.ts';
import { softTissueDeparture } from '../../src/experiment/soft-tissue-departure.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { InPlaceExecutor } from '../../src/operators/cpu/task-executor.ts';

const noFiles = async () => new Uint8Array();

interface Slice {
  readonly hu: Float32Array;
  readonly truthHu: Float32Array;
}

async function sliceOf(json: unknown, subject: Subject): Promise<Slice> {
  const operators = new CpuOperators(new InPlaceExecutor());
  const session = new Session(operators, new InPlaceExecutor());
  for await (const _ of session.run(resolveExperiment(parseExperimentInput(json), subject), subject));
  const toHu = (values: Float32Array) => values.map((value) => 1000 * (value / session.waterMuPerMm - 1));
  return { hu: toHu(await operators.read(session.arrays.image!)), truthHu: toHu(session.truthValues!) };
}

async function departures(artefact: Artefact, geometry: object, strengths: readonly number[]) {
  const input = parseExperimentInput({
    phantom: artefact.phantom ?? 'shepp-logan-1974',
    scan: { channels: 184, channelSpacingMm: 2, ...geometry },
    reconstruction: { pixels: 128, pixelSizeMm: 2.5 },
    seed: 7,
  });
  const subject = await loadSubject(input, noFiles);
  const present: Experiment = resolveExperiment(input, subject);
  const clean = await sliceOf(artefactScans(present, artefact, 1).undisturbed, subject);
  const departure = ({ hu }: Slice) => softTissueDeparture(hu, clean.hu, clean.truthHu);
  const disturbed: number[] = [];
  for (const strength of strengths) {
    disturbed.push(departure(await sliceOf(artefactScans(present, artefact, strength).disturbed, subject)));
  }
  const cured = departure(await sliceOf(artefactScans(present, artefact, 1).cured, subject));
  return { disturbed, cured };
}

describe.each(ARTEFACTS.map((artefact) => [artefact.name, artefact] as const))('%s', (_, artefact) => {
  test('grows with its cause and shrinks with its cure', async () => {
    const { disturbed, cured } = await departures(artefact, {}, [0.4, 0.7, 1]);
    expect(disturbed[0]).toBeGreaterThan(1);
    expect(disturbed[1]).toBeGreaterThan(disturbed[0]!);
    expect(disturbed[2]).toBeGreaterThan(disturbed[1]!);
    // No cure here is one in name only.
    expect(cured).toBeLessThan(0.75 * disturbed[2]!);
  });

  test('can be shown by a fan', async () => {
    const fan = { geometry: 'fan', detector: 'arc', channelSpacingMm: 4 };
    const { disturbed, cured } = await departures(artefact, fan, [1]);
    expect(disturbed[0]).toBeGreaterThan(1);
    expect(cured).toBeLessThan(0.75 * disturbed[0]!);
  });

  test('says what it is', () => {
    for (const words of [artefact.looks, artefact.arises, artefact.cures]) expect(words).toMatch(/^[A-Z].{30,}\.$/);
  });
});

test('each has a name of its own', () => {
  expect(new Set(ARTEFACTS.map(({ name }) => name)).size).toBe(ARTEFACTS.length);
});

/** The examples of RFC 7386, appendix A, as far as objects go. */
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (json, patch, result) => {
  expect(patched(json, patch)).toEqual(result);
});

test('the departure is an RMS over soft tissue alone', () => {
  const truth = Float32Array.of(-1000, 0, 40, 1000);
  const undisturbed = Float32Array.of(-1000, 0, 40, 1000);
  const image = Float32Array.of(0, 3, 44, 2000);
  expect(softTissueDeparture(image, undisturbed, truth)).toBeCloseTo(Math.sqrt((9 + 16) / 2), 6);
  expect(softTissueDeparture(image, undisturbed, truth.fill(2000))).toBeNaN();
});
