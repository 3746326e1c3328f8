import type { DeviceArray } from '../../compute/device.ts';
import { columnCentreMm, rowCentreMm, squareGrid } from '../../geometry/grid.ts';
import { arcScan } from '../../geometry/parallel/parallel-scan.ts';
import { beginIterating } from '../../methods/iterative/begin-iterating.ts';
import { type IterativeMethodName, METHODS } from '../../methods/registry.ts';
import type { Operators } from '../../operators/contract.ts';
import { projector } from '../../operators/projector.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { Ellipse } from '../../phantom/phantom.ts';
import { shapePhantom } from '../../phantom/phantom-file.ts';
import { philox } from '../../physics/philox.ts';
import { poissonQuantile } from '../../physics/random-quantiles.ts';
import { type SetValues, usualValues } from '../../spec-settings.ts';
import { plainImage } from '../stages/plain-image.ts';

/** The modified head as pixels whose readings the projector itself makes: the inverse crime, on purpose. */
export interface HeadProblem {
  readonly views: number;
  readonly channels: number;
  /** Of the open beam at each channel, where they are counted; the longest ray attenuates by `peak` then. */
  readonly photons?: number;
  readonly peak?: number;
}

/** How a method is asked to go about it. */
export interface HeadMethod {
  readonly method: IterativeMethodName;
  readonly settings?: SetValues;
}

const PIXELS = 256;

/** ‖x − x*‖/‖x*‖ after every iteration, the start first. */
export async function relativeErrors<A extends DeviceArray>(
  operators: Operators<A>,
  problem: HeadProblem,
  { method, settings = {} }: HeadMethod,
  iterations: number,
): Promise<readonly number[]> {
  const { views, channels } = problem;
  const grid = squareGrid(PIXELS, 1);
  const scan = arcScan({ views, startRad: 0, arcRad: Math.PI }, { channels, channelSpacingMm: 1, offset: 0 });
  const values = await headAtCentres();
  const arrays = new Set<A>();
  const create = async (rows: number, columns: number) => {
    const array = await operators.create(rows, columns);
    arrays.add(array);
    return array;
  };
  const truth = await operators.upload(values, PIXELS, PIXELS);
  const exact = await create(views, channels);
  await projector(operators, scan, grid).forward(truth, exact);
  const readings = await operators.upload(counted(await operators.read(exact), problem), views, channels);
  for (const array of [truth, readings]) arrays.add(array);
  const spec = METHODS.get(method);
  if (!spec.iterates) throw new Error(`${method} does not iterate`);
  const iterating = await beginIterating<A>({
    ...{ operators, work: await spec.load(), settings: { ...usualValues(spec.settings), ...settings } },
    ...{ scan, grid, readings, truth, start: null, waterValue: 1, mostKept: 3, known: new Map(), create },
    filtered: (signal) => plainImage(operators, readings, scan, grid, { signal }),
    counting: { photons: null, electronicNoise: 0, signalFactor: 1 },
    giveBack: (array) => {
      arrays.delete(array);
      operators.release(array);
    },
  });
  await iterating.reach(iterations, undefined);
  const rms = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  const errors = iterating.points.map(({ rmse }) => rmse! / rms);
  for (const array of arrays) operators.release(array);
  return errors;
}

/** The modified head at the centres of 256 × 256 pixels of 1 mm, which fill [−1, 1]². */
async function headAtCentres(): Promise<Float32Array> {
  const { shapes } = shapePhantom((await loadLibraryPhantom('shepp-logan-modified'))!, 'phantom');
  const grid = squareGrid(PIXELS, 1);
  return Float32Array.from({ length: PIXELS ** 2 }, (_, pixel) => {
    const [x, y] = [columnCentreMm(grid, pixel % PIXELS), rowCentreMm(grid, Math.floor(pixel / PIXELS))];
    return (shapes as readonly Ellipse[]).reduce(
      (sum, ellipse) => (isInside(ellipse, x, y) ? sum + ellipse.value : sum),
      0,
    );
  });
}

function isInside({ centreXMm, centreYMm, semiAxisXMm, semiAxisYMm, cosine, sine }: Ellipse, x: number, y: number) {
  const along = (x - centreXMm) * cosine + (y - centreYMm) * sine;
  const across = (y - centreYMm) * cosine - (x - centreXMm) * sine;
  return (along / semiAxisXMm) ** 2 + (across / semiAxisYMm) ** 2 <= 1;
}

/** What so many photons tell of exact readings, in the readings' unit. */
function counted(exact: Float32Array, { photons, peak = 1 }: HeadProblem): Float32Array {
  if (photons === undefined) return exact;
  const scale = peak / exact.reduce((most, value) => Math.max(most, value), 0);
  const words = new Uint32Array(4);
  return exact.map((value, ray) => {
    philox(words, ray, 0, 0, 0, 1, 0);
    const count = Math.max(1, poissonQuantile(photons * Math.exp(-scale * value), words[0]!));
    return Math.log(photons / count) / scale;
  });
}
