import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { Session } from '../../../src/experiment/session.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { WatchedOperators } from '../../support/watched-operators.ts';
import { type Json, type PhysicalRuns, tube, water } from './physical-runs.ts';

/** What a session computes anew after a change, and what it keeps. */
export function describeKeptStages({ operatorsOf, runIn }: PhysicalRuns): void {
  describe('what is kept', () => {
    test('turning the photons does not scan anew; turning the voltage does; turning it all off lets go', async () => {
      const watched = new WatchedOperators(operatorsOf(), 50);
      const session = new Session<DeviceArray>(watched, new InPlaceExecutor(cpuTasks));
      const counted = async (json: Json) => {
        watched.forget();
        await runIn(session, json);
        return [watched.count('scanShapes') > 0, watched.count('transmit') > 0, watched.count('detect') > 0];
      };
      const physics = { photons: 1e4, spectrum: tube };
      expect(await counted({ ...water, physics })).toEqual([true, true, true]);
      expect(await counted({ ...water, physics: { ...physics, photons: 1e5 } })).toEqual([false, false, true]);
      expect(await counted({ ...water, seed: 3, physics: { ...physics, photons: 1e5 } })).toEqual([false, false, true]);
      expect(await counted({ ...water, physics: { ...physics, spectrum: { voltageKV: 80 } } })).toEqual([
        true,
        true,
        true,
      ]);
      expect(await counted(water)).toEqual([true, false, false]);
      session.release();
      expect(watched.alive.size).toBe(0);
    });
  });
}
