import { describe, expect, test } from 'vitest';
import { measureProtocol } from '../../../../src/app/workplaces/measure/protocol/measure.ts';
import {
  letterOf,
  OUTCOME_WORDS,
  offeredRemedies,
  reportTitle,
  rowWords,
  sharedRemarks,
  sourcesOf,
} from '../../../../src/app/workplaces/measure/protocol/protocol-words.ts';
import { InPlaceExecutor } from '../../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../../src/experiment/experiment-schema.ts';
import { about, atLeast, atMost, judged, notMeasured } from '../../../../src/experiment/protocols/limits.ts';
import { finish } from '../../../../src/experiment/run-steps.ts';
import { Session } from '../../../../src/experiment/session.ts';
import { loadSubject } from '../../../../src/experiment/subject.ts';
import { cpuTasks } from '../../../../src/operators/cpu/cpu-tasks.ts';
import { cpuOperators } from '../../../support/walk.ts';

const operators = cpuOperators();

async function analysed(json: object) {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const experiment = resolveExperiment(input, subject);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(experiment, subject));
  // All that is asked of the engine are its operators.
  return measureProtocol({ ...{ experiment, subject, result }, engine: { operators } as never });
}

describe('the protocol of the phantom', () => {
  test('has its verdict for words and its regions over the slice', async () => {
    const { protocols, regions, words, offers, plot } = await analysed({
      phantom: 'water-disk',
      scan: { views: 60, channels: 116, channelSpacingMm: 2 },
      reconstruction: { grid: { pixels: 104, pixelSizeMm: 2 } },
    });
    expect(protocols).toHaveLength(1);
    expect(words).toBe(protocols![0]!.sentence);
    expect(regions!.map(({ label }) => label)).toEqual(['centre', 'right', 'top', 'left', 'bottom', 'noise']);
    expect([offers, plot]).toEqual([undefined, null]);
  });

  test('of a phantom that has none says so, and offers those that have one', async () => {
    const { protocols, words, offers } = await analysed({
      phantom: 'thorax',
      scan: { views: 12, channels: 40, channelSpacingMm: 12 },
      reconstruction: { grid: { pixels: 20, pixelSizeMm: 20 } },
    });
    expect(protocols).toBeUndefined();
    expect(words).toBe('Thorax is not made for any protocol. These phantoms are made for one:');
    expect(offers!.map(({ title }) => title)).toEqual([
      'CT-number module',
      'CT-number module, plastics',
      'Water disk',
      'Low contrast',
      'Line pairs',
      'Thin wire',
      'Off-centre point',
      'Slanted edge',
    ]);
  });
});

describe('words of the table', () => {
  test('a mean has the digits of its spread, and one after the point at least', () => {
    const of = (measured: number, spread: number | null, unit = 'HU') =>
      rowWords({ ...judged({ what: 'Water', measured, spread, unit, expected: 0 }, about(0, 4, 'IEC')) }).measured;
    expect(of(-0.3412, 18.04)).toBe('−0.3 ± 18.0 HU');
    expect(of(2.7315, 0.5423)).toBe('2.73 ± 0.54 HU');
    expect(of(5.0897, 0.4271, '')).toBe('5.09 ± 0.43');
    expect(of(-0.06099, null)).toBe('−0.1 HU');
    expect(of(Number.NaN, null)).toBe('—');
  });

  test('limits on both sides, on one, and none', () => {
    const limit = (row: Parameters<typeof rowWords>[0]) => rowWords(row).limit;
    const what = { what: '', measured: 1, unit: '' };
    expect(limit(judged(what, about(-1000, 10, '')))).toBe('−1010 … −990');
    expect(limit(judged(what, atMost(1, '')))).toBe('≤ 1');
    expect(limit(judged(what, atLeast(6, '')))).toBe('≥ 6');
    expect(rowWords(notMeasured('MTF', 'lp/cm', 'Too coarse.'))).toEqual({
      ...{ what: 'MTF', measured: '—', expected: '', limit: '', remark: 'Too coarse.' },
    });
  });

  test('what is said of several rows is said once, and a remedy is offered once', () => {
    const rows = [
      notMeasured('10 lp/cm', '', 'Too fine.'),
      notMeasured('11 lp/cm', '', 'Too fine.'),
      { ...notMeasured('Noise', 'HU', 'No photons.'), remedy: 'photons' as const },
      { ...notMeasured('Contrast', 'HU', 'No photons at all.'), remedy: 'photons' as const },
      judged({ what: 'Water', measured: 0, unit: 'HU' }, atMost(1, 'IEC')),
    ];
    expect(sharedRemarks(rows)).toEqual(['Too fine.']);
    expect([...offeredRemedies(rows)]).toEqual([['photons', 'No photons.']]);
  });

  test('each document has a letter, each outcome a sign, and a slice of a volume its height', () => {
    const row = (source: string) => judged({ what: '', measured: 1, unit: '' }, atMost(1, source));
    expect(sourcesOf([row('IEC'), row('IPEM'), row('IEC'), notMeasured('', '', '')])).toEqual(['IEC', 'IPEM']);
    expect([0, 1].map(letterOf)).toEqual(['a', 'b']);
    expect(new Set(Object.values(OUTCOME_WORDS).map((words) => words[0]))).toHaveProperty('size', 3);
    const report = { ...{ title: 'Line pairs', heightMm: -17.5 } } as Parameters<typeof reportTitle>[0];
    expect(reportTitle(report)).toBe('Line pairs, slice at z = −17.5 mm');
  });
});
