import { beforeEach, describe, expect, test } from 'vitest';
import { AxisSearch } from '../../../src/app/present/axis-search.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import type { Finding, Findings } from '../../../src/corrections/correction.ts';
import { isMade } from '../../../src/experiment/correction-list.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { npyBytes } from '../../support/npy.ts';

const axis = (finding: Finding): Findings => ({ axis: finding });

describe('the axis of a measurement that is opened', () => {
  const said: string[] = [];
  let present: PresentExperiment;
  let search: AxisSearch;
  beforeEach(() => {
    said.length = 0;
    present = new PresentExperiment();
    const calm = (sentence: string) => {
      said.push(sentence);
      return () => said.splice(said.indexOf(sentence), 1);
    };
    search = new AxisSearch(present, { calm } as unknown as Notices);
  });

  async function open(settings: object, views = 12): Promise<void> {
    const input = parseExperimentInput({ measurement: { sinogram: 's.npy' }, ...settings });
    const readings = Float32Array.from({ length: views * 8 }, (_, i) => (i % 8) / 8);
    const subject = await loadSubject(input, async () => npyBytes(readings, [views, 8]));
    present.open(search.opening(input, resolveExperiment(input, subject), subject), subject);
  }

  test('is searched for, and what is found becomes the offset', async () => {
    await open({ corrections: { rings: true } });
    expect(present.experiment.corrections.map(({ kind }) => kind)).toEqual(['rings', 'axis']);
    expect(search.settled(axis({ shift: -2.3456, why: null }))).toBe(true);
    expect(present.experiment.scan.offset).toBe(-2.35);
    expect(present.experiment.corrections.map(({ kind }) => kind)).toEqual(['rings']);
    expect(said).toEqual([expect.stringMatching(/was found in the data, at an offset of −2.35 channels/)]);
    search.taken(present.subject);
    expect(said).toHaveLength(1);
    // Once, and not after every run.
    expect(search.settled(axis({ shift: 1, why: null }))).toBe(false);
    expect(present.experiment.scan.offset).toBe(-2.35);
  });

  test('is no longer spoken of when something else is opened', async () => {
    await open({});
    search.settled(axis({ shift: 1, why: null }));
    search.taken({ ...present.subject });
    expect(said).toEqual([]);
  });

  test('stays where it is where the readings do not tell, and that is said', async () => {
    await open({});
    expect(search.settled(axis({ shift: null, why: 'the readings hardly vary' }))).toBe(true);
    expect(present.experiment.scan.offset).toBe(0);
    expect(isMade(present.experiment.corrections, 'axis')).toBe(false);
    expect(said).toEqual([expect.stringMatching(/axis of rotation could not be found: the readings hardly vary\./)]);
  });

  test('is not searched for where the views cannot tell, and that is said', async () => {
    await open({}, 5);
    expect(isMade(present.experiment.corrections, 'axis')).toBe(false);
    expect(said).toEqual([expect.stringMatching(/was not looked for: that needs at least 8 views\./)]);
  });

  test.each([{ scan: { offset: 0 } }, { scan: { offset: 3 } }])(
    'is left alone where it is said: %j',
    async (settings) => {
      await open(settings);
      expect(isMade(present.experiment.corrections, 'axis')).toBe(false);
      expect(search.settled({})).toBe(false);
      expect(said).toEqual([]);
    },
  );

  test('is a hand’s that turns the offset, from then on', async () => {
    await open({});
    expect(search.turnedByHand({ scan: { views: 12 } })).toEqual({ scan: { views: 12 } });
    const changes = search.turnedByHand({ scan: { offset: 1 } });
    expect(changes.corrections).toEqual([]);
    expect(search.settled(axis({ shift: 2, why: null }))).toBe(false);
  });
});
