import { describe, expect, it } from 'vitest';
import { withRun } from '../../../src/app/log/log-entry.ts';
import { changesText, logCsv, logJson } from '../../../src/app/log/log-files.ts';
import type { LoggedRun } from '../../../src/app/log/logged-run.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { parseCsv } from '../plots/parse-csv.ts';
import { subject } from '../runs/small-experiments.ts';
import { MU_WATER, runOf, SMALL } from './made-up-runs.ts';

const RUNS = [
  runOf({}, { error: 0.01 * MU_WATER }),
  runOf({ scan: { ...SMALL.scan, views: 20 } }, { error: MU_WATER / 30 }),
].reduce<readonly LoggedRun[]>(withRun, []);
const again = (json: unknown) => resolveExperiment(parseExperimentInput(json), subject);

describe('the log in a file', () => {
  it('is a table with a column for each setting that differs, for each number, and for the experiment', () => {
    const [head, ...rows] = parseCsv(logCsv(RUNS));
    const cell = (row: number, name: string) => rows[row]![head!.indexOf(name)];
    expect(rows).toHaveLength(2);
    expect([cell(0, 'Run'), cell(1, 'Run')]).toEqual(['1', '2']);
    expect([cell(0, 'Projections'), cell(1, 'Projections')]).toEqual(['40', '20']);
    expect(Number(cell(1, 'RMSE (HU)'))).toBeCloseTo(1000 / 30, 4);
    expect(cell(1, 'Changed')).toBe('Projections 40 → 20');
    expect(again(JSON.parse(cell(1, 'Experiment')!))).toEqual(RUNS[1]!.experiment);
  });

  it('is JSON whose experiments are taken as they are, with every number’s name and unit', () => {
    const { kind, version, runs } = JSON.parse(logJson(RUNS));
    expect([kind, version, runs.length]).toEqual(['ct-sandbox-log', 1, 2]);
    expect(again(runs[0].experiment)).toEqual(RUNS[0]!.experiment);
    expect(runs[1].changed).toEqual([{ what: 'Projections', from: '40', to: '20' }]);
    expect(runs[0].measures).toContainEqual({ name: 'rmse', label: 'RMSE', unit: 'HU', value: expect.closeTo(10, 4) });
    expect(JSON.stringify(runs)).not.toContain('null');
  });

  it('says a change in words, of what was not there before too', () => {
    expect(
      changesText([
        { what: 'Filter', values: ['Hann', 'Cosine'] },
        { what: 'Photons', values: ['—', '2000'] },
        { what: 'Energy, keV', values: ['60', '—'] },
      ]),
    ).toBe('Filter Hann → Cosine; Photons 2000; without Energy, keV');
  });
});
