import { Session } from '../../experiment/session.ts';
import type { DeviceArray, Operators } from '../../operators/contract.ts';
import type { CpuOperators, HostArray } from '../../operators/cpu/cpu-operators.ts';
import type { TaskExecutor } from '../../operators/cpu/task-executor.ts';
import type { Band, GpuArray } from '../../operators/gpu/gpu-array.ts';
import type { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { CanvasSurface } from '../panes/canvas-surface.ts';
import { GpuSurface } from '../panes/gpu-surface.ts';
import type { ImageSurface, SurfacePicture } from '../panes/image-surface.ts';

/**
 * A backend as the page uses it: sessions that compute and surfaces that show what they computed, where it was
 * computed. Arrays of one engine are good for that engine only; the page never looks inside them.
 */
export interface Engine<A extends DeviceArray = DeviceArray, Source = unknown> {
  readonly operators: Operators<A>;
  /** Keeps the results of full runs. */
  readonly full: Session<A>;
  /** Keeps the results of previews, so that going back to full finds its own still there. */
  readonly preview: Session<A>;
  /** Keeps the plain back-projection that is shown beside the filtered one. */
  readonly beside: Session<A>;
  createSurface(): ImageSurface<Source>;
  picture(array: A): SurfacePicture<Source>;
}

export function cpuEngine(operators: CpuOperators, host: TaskExecutor): Engine {
  const engine: Engine<HostArray, Float32Array> = {
    operators,
    full: new Session(operators, host),
    preview: new Session(operators, host),
    beside: new Session(operators, host),
    createSurface: () => new CanvasSurface(),
    picture: (array) => ({ source: array.data, rows: array.rows, columns: array.columns }),
  };
  return engine as unknown as Engine;
}

export function gpuEngine(operators: GpuOperators, host: TaskExecutor): Engine {
  const engine: Engine<GpuArray, readonly Band[]> = {
    operators,
    full: new Session(operators, host),
    preview: new Session(operators, host),
    beside: new Session(operators, host),
    createSurface: () => new GpuSurface(operators.device),
    picture: (array) => ({ source: array.bands, rows: array.rows, columns: array.columns }),
  };
  return engine as unknown as Engine;
}
