import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { Session } from '../../../src/experiment/session.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { WatchedOperators } from '../../support/watched-operators.ts';
import { cylinder, type PhysicalRuns, scan, tube, water } from './physical-runs.ts';

const bead = { type: 'ellipse', x: 20, y: 10, semiAxisX: 8, semiAxisY: 8, value: 9 };
/** With metal, without which nothing is bridged. */
const beaded = { ...water, phantom: { ...cylinder(100), shapes: [...cylinder(100).shapes, bead] } };

/**
 * Arrays that corrections need are given back, whatever fails.
 *
 * @param everyCase whether every lack of room is tried
 */
export function describeLettingGo({ operatorsOf, runIn }: PhysicalRuns, everyCase: boolean): void {
  const ifEveryCase = everyCase ? test : () => undefined;
  ifEveryCase('let go of everything whichever array the device has no room for', async () => {
    const watched = new WatchedOperators(operatorsOf(), 50);
    const physics = { photons: 1e4, spectrum: tube };
    const corrections = { water: true, rings: true, metal: true, scatter: true, axis: true, truncation: true };
    const narrow = { ...beaded, scan: { ...scan, channels: 65 } };
    let failures = 0;
    for (let isShort = true; isShort; ) {
      const session = new Session<DeviceArray>(watched, new InPlaceExecutor(cpuTasks));
      watched.failNext = { method: 'create', error: new Error('no room'), after: failures };
      const why = await runIn(session, { ...narrow, physics, corrections }).then(
        () => null,
        (error: Error) => error.message,
      );
      isShort = why === 'no room';
      if (isShort) failures++;
      else expect(why).toBeNull();
      session.release();
      expect(watched.alive.size).toBe(0);
    }
    // Signals, paths, readings and their starved, each cure's, the views' and the slice's.
    expect(failures).toBeGreaterThan(12);
  });

  test('let go of everything in the end, in any order', async () => {
    const watched = new WatchedOperators(operatorsOf(), 50);
    const session = new Session<DeviceArray>(watched, new InPlaceExecutor(cpuTasks));
    const physics = { photons: 1e4, spectrum: tube };
    const all = {
      water: true,
      rings: true,
      metal: true,
      starvation: true,
      scatter: true,
      axis: true,
      truncation: true,
    };
    for (const changes of [
      { physics, corrections: all },
      { physics },
      { corrections: { rings: true } },
      {},
      { physics, corrections: { metal: true } },
      { corrections: { truncation: true } },
      { physics: { scatterToPrimary: 0.3 }, corrections: { scatter: true } },
      { corrections: { axis: true, rings: true } },
      { physics: { ...physics, photons: 1e3 }, corrections: { metal: true } },
    ]) {
      await runIn(session, { ...beaded, ...changes });
    }
    watched.failNext = { method: 'bridgeTrace', error: new Error('gone') };
    await expect(runIn(session, { ...beaded, physics, corrections: { metal: true, rings: true } })).rejects.toThrow(
      'gone',
    );
    // A detector that sees a part of the slice, so that its views are extended.
    const truncated = { ...beaded, scan: { ...scan, channels: 65 }, corrections: { metal: true, truncation: true } };
    await runIn(session, truncated);
    watched.failNext = { method: 'extendViews', error: new Error('gone') };
    await expect(runIn(session, { ...truncated, physics })).rejects.toThrow('gone');
    watched.failNext = { method: 'momentsOfViews', error: new Error('gone') };
    await expect(runIn(session, { ...water, corrections: { axis: true } })).rejects.toThrow('gone');
    await runIn(session, { ...beaded, physics, corrections: { metal: true } });
    session.release();
    expect(watched.alive.size).toBe(0);
  });
}
