import { beforeEach, describe, expect, test } from 'vitest';
import type { Lane } from '../../../src/app/lanes/lane.ts';
import { LaneRuns } from '../../../src/app/lanes/lane-runs.ts';
import { PRESENT } from '../../../src/app/lanes/present.ts';
import { UNFILTERED } from '../../../src/app/lanes/unfiltered.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { BackendLostError } from '../../../src/compute/device.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { MadeUpEngine, settled } from '../runs/made-up-engine.ts';

const subject = shapePhantom(libraryPhantom('shepp-logan-1974'));
const experimentOf = (views: number) => resolveExperiment(parseExperimentInput({ scan: { views } }), subject);

/** A lane of its own number of views. */
const laneOf = (name: string, views: number): Lane => ({
  name,
  label: name,
  pair: () => ({ experiment: experimentOf(views), subject }),
});
const two = laneOf('two', 2);
const three = laneOf('three', 3);
const nothing: Lane = { name: 'nothing', label: 'Nothing', pair: () => null };

let made: MadeUpEngine;
let shown: string[];
let failures: unknown[];
let lanes: LaneRuns;
let present: PresentExperiment;
beforeEach(() => {
  made = new MadeUpEngine();
  shown = [];
  failures = [];
  present = new PresentExperiment();
  present.open(experimentOf(90), subject);
  lanes = new LaneRuns(present, {
    onStep: (lane, _engine, { experiment }, step) => {
      shown.push(`${lane.name}: ${step.kind} of ${experiment.scan.views}`);
    },
    onFailed: (lane, error) => failures.push(`${lane.name}: ${(error as Error).message}`),
  });
});

describe('what stands beside the present experiment', () => {
  test('tells how far it is, until it is given up', async () => {
    const heard: unknown[] = [];
    lanes.watch(({ experiment }, phase, done) => heard.push([experiment.scan.views, phase, done]));
    void lanes.run(made.engine, [two]);
    await settled();
    made.present.options.onProgress?.('back-project', 0.5);
    lanes.abandon();
    made.present.options.onProgress?.('back-project', 0.75);
    expect(heard).toEqual([[2, 'back-project', 0.5]]);
  });

  test('is run lane by lane, each once, but not the present one, nor what has nothing to run', async () => {
    const run = lanes.run(made.engine, [PRESENT, two, nothing, three, two]);
    await settled();
    expect(made.open).toEqual(['two: 2']);
    const first = await made.present.finish();
    expect(made.open).toEqual(['three: 3']);
    const second = await made.present.finish();
    const results = (await run)!;
    expect([...results.keys()]).toEqual([two, three]);
    expect([results.get(two)!.result, results.get(three)!.result]).toEqual([first, second]);
    expect(shown).toEqual(['two: finished of 2', 'three: finished of 3']);
    expect(made.kept).toEqual(['two', 'nothing', 'three']);
  });

  test('the newest wish wins: the one before shows nothing more, and its session is free before it is asked again', async () => {
    const older = lanes.run(made.engine, [two, three]);
    await settled();
    const given = made.present;
    const newer = lanes.run(made.engine, [two]);
    await settled();
    expect(given.isGivenUp).toBe(true);
    expect(made.runs.length).toBe(1);
    await given.endStep();
    expect(await older).toBeNull();
    expect(made.open).toEqual(['two: 2']);
    await made.present.finish();
    expect([...(await newer)!.keys()]).toEqual([two]);
    expect([shown, failures]).toEqual([['two: finished of 2'], []]);
  });

  test('cancelling resolves when the session is free', async () => {
    const run = lanes.run(made.engine, [two]);
    await settled();
    let isFree = false;
    const cancelling = lanes.cancel().then(() => {
      isFree = true;
    });
    await settled();
    expect(isFree).toBe(false);
    await made.present.endStep();
    await cancelling;
    expect([await run, made.open, failures]).toEqual([null, [], []]);
  });

  test('what fails is told and has come to nothing; the others go on', async () => {
    const run = lanes.run(made.engine, [two, three]);
    await settled();
    await made.present.fail(new Error('no room'));
    expect(made.open).toEqual(['three: 3']);
    await made.present.finish();
    expect([...(await run)!.keys()]).toEqual([three]);
    expect([failures, shown]).toEqual([['two: no room'], ['three: finished of 3']]);
  });

  test('a lost device ends them all, and is told elsewhere', async () => {
    const run = lanes.run(made.engine, [two, three]);
    await settled();
    await made.present.fail(new BackendLostError('gone'));
    expect([await run, made.runs.length, failures]).toEqual([null, 1, []]);
  });

  test('what fails while it is being shown has come to nothing too', async () => {
    const silent = new LaneRuns(present, {
      onStep: (_lane, _engine, _pair, { kind }) => {
        if (kind === 'finished') throw new Error('no canvas');
      },
      onFailed: (lane, error) => failures.push(`${lane.name}: ${(error as Error).message}`),
    });
    const run = silent.run(made.engine, [two]);
    await settled();
    await made.present.finish();
    expect([[...(await run)!.keys()], failures]).toEqual([[], ['two: no canvas']]);
  });

  test('the present scan without its filter follows the present experiment', () => {
    const { experiment } = UNFILTERED.pair({ experiment: experimentOf(12), subject })!;
    expect([experiment.scan.views, experiment.reconstruction.filter]).toEqual([12, 'none']);
  });
});
