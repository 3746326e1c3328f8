import type { Grid } from '../../geometry/grid.ts';
import { loweredScan, type Scan } from '../../geometry/scan.ts';
import { compareImages } from '../../measure/compare-images.ts';
import { VOLUME_BACK_PROJECTIONS, type VolumeBackProjection } from './back-projection-kernels.ts';
import type { GpuOperators } from './gpu-operators.ts';
import { fastestKernel, timesOf } from './measure-back-projection.ts';

const MOST_RUNS = 32;
/** Smooth readings come out within 2.5·10⁻⁴ where texture units do what WebGPU says: more is another fault than rounding. */
const MOST_DIFFERENCE = 1e-3;

/** What measuring needs of a GPU's operators. */
export type MeasuredVolumeOperators = Pick<
  GpuOperators,
  | 'backProjection'
  | 'volumeBackProjection'
  | 'create'
  | 'upload'
  | 'read'
  | 'clear'
  | 'release'
  | 'backProjectVolume'
  | 'finished'
  | 'timeOnDevice'
  | 'idleLatencyMs'
>;

/**
 * Back-projects a volume by both kernels and sets the device to the faster, and to the gather where the two do not make the
 * same.
 *
 * @param scan small enough that it is over before anybody notices
 */
export async function measureVolumeBackProjection(
  gpu: MeasuredVolumeOperators,
  scan: Scan,
  grid: Grid & { readonly slices: number },
): Promise<VolumeBackProjection> {
  const { channels, rows } = loweredScan(scan).detector;
  const count = scan.anglesRad.length;
  const waves = Float32Array.from({ length: count * rows * channels }, (_, i) => {
    const [channel, row] = [i % channels, Math.floor(i / channels)];
    return Math.sin(0.17 * channel + 0.12 * row);
  });
  const readings = await gpu.upload(waves, count * rows, channels);
  const volume = await gpu.create(grid.slices * grid.rows, grid.columns);
  const run = async (kernel: VolumeBackProjection) => {
    gpu.volumeBackProjection = kernel;
    const [views, slab] = [
      { from: 0, to: count },
      { from: 0, to: grid.slices },
    ];
    await gpu.backProjectVolume(readings, scan, grid, volume, views, slab);
  };
  const made = async (kernel: VolumeBackProjection) => {
    await gpu.clear(volume);
    await run(kernel);
    return gpu.read(volume);
  };
  const fastest = async () => {
    // Where the end of work is told late, measuring takes seconds: volumes go as slices do.
    if (gpu.idleLatencyMs > 0) return gpu.backProjection === 'texture' ? 'texture' : 'gather';
    return fastestKernel(await timesOf(gpu, VOLUME_BACK_PROJECTIONS, run, MOST_RUNS));
  };
  try {
    const { relativeRms } = compareImages(await made('texture'), await made('gather'));
    // What is no number is no small difference.
    const isRight = relativeRms < MOST_DIFFERENCE;
    gpu.volumeBackProjection = isRight ? await fastest() : 'gather';
    return gpu.volumeBackProjection;
  } finally {
    gpu.release(readings);
    gpu.release(volume);
  }
}
