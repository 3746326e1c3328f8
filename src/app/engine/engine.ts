import { RunExecutor } from '../../compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../compute/device.ts';
import type { Band, GpuArray } from '../../compute/gpu/gpu-array.ts';
import { Session } from '../../experiment/session.ts';
import type { Operators } from '../../operators/contract.ts';
import { CpuOperators, type CpuOptions, type HostArray } from '../../operators/cpu/cpu-operators.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { Lane } from '../../pipeline/lane.ts';
import { ResultCache } from '../../pipeline/result-cache.ts';
import { CanvasSurface } from '../panes/canvas-surface.ts';
import { GpuSurface } from '../panes/gpu-surface.ts';
import type { ImageSurface, SurfacePicture } from '../panes/image-surface.ts';

/**
 * A backend as the page uses it: sessions that compute and surfaces that show what they computed, where it was
 * computed. All sessions of an engine find each other's results in one cache, and none takes away what another keeps.
 * Arrays of one engine are good for that engine only; the page never looks inside them.
 */
export interface Engine<A extends DeviceArray = DeviceArray, Source = unknown> {
  readonly operators: Operators<A>;
  /** Keeps the results of full runs. */
  readonly full: Session<A>;
  /** Keeps the results of previews, so that going back to full finds its own still there. */
  readonly preview: Session<A>;
  /** Keeps the results of what stands beside the present experiment, a session for each name. */
  session(name: string): Session<A>;
  /** Gives back what all other names' sessions keep. */
  keepSessions(names: readonly string[]): void;
  /** One more that computes everything itself, to see how long that takes. What a run's signal gives up ends at once. */
  createSession(): Session<A>;
  createSurface(): ImageSurface<Source>;
  picture(array: A): SurfacePicture<Source>;
  /** The array's values where they are on the host anyway; `null` where they have to be read from the device. */
  hostValues(array: A): Float32Array | null;
}

export function cpuEngine(host: CpuExecutor, options: CpuOptions): Engine {
  const operators = new CpuOperators(host, options);
  const cache = new ResultCache(() => operators.release());
  // Each gives up what its own signal gives up, and no other's.
  const sessionIn = (lane: Lane) => {
    const executor = new RunExecutor(host);
    return new Session(new CpuOperators(executor, options), executor, lane);
  };
  const engine: Engine<HostArray, Float32Array> = {
    operators,
    full: sessionIn(new Lane(cache)),
    preview: sessionIn(new Lane(cache)),
    ...namedSessions(() => sessionIn(new Lane(cache))),
    createSession: () => sessionIn(new Lane(cache, true)),
    createSurface: () => new CanvasSurface(),
    picture: (array) => ({ source: array.data, rows: array.rows, columns: array.columns }),
    hostValues: (array) => array.data,
  };
  return engine as unknown as Engine;
}

export function gpuEngine(operators: GpuOperators, host: CpuExecutor): Engine {
  const cache = new ResultCache((array) => operators.release(array as GpuArray));
  const sessionIn = (lane: Lane) => new Session(operators, new RunExecutor(host), lane);
  const engine: Engine<GpuArray, readonly Band[]> = {
    operators,
    full: sessionIn(new Lane(cache)),
    preview: sessionIn(new Lane(cache)),
    ...namedSessions(() => sessionIn(new Lane(cache))),
    createSession: () => sessionIn(new Lane(cache, true)),
    createSurface: () => new GpuSurface(operators.device),
    picture: (array) => ({ source: array.bands, rows: array.rows, columns: array.columns }),
    hostValues: () => null,
  };
  return engine as unknown as Engine;
}

function namedSessions<A extends DeviceArray>(create: () => Session<A>): Pick<Engine<A>, 'session' | 'keepSessions'> {
  const sessions = new Map<string, Session<A>>();
  return {
    session: (name) => {
      const session = sessions.get(name) ?? create();
      sessions.set(name, session);
      return session;
    },
    keepSessions: (names) => {
      for (const [name, session] of sessions) {
        if (names.includes(name)) continue;
        session.release();
        sessions.delete(name);
      }
    },
  };
}
