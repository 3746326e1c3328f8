import { describe, expect, test } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { BackendLostError } from '../../src/compute/device.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuExecutor, type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { fourierParts } from '../../src/operators/cpu/fourier-parts.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { randomArray } from '../support/random.ts';

/** Runs tasks in place, after all that a message to another thread does to their arguments. */
class CloningExecutor implements CpuExecutor {
  readonly lanes: number;
  /** Bytes that were copied on their way to each task; shared memory is not. */
  readonly copiedBytes: number[] = [];
  /** Which task, counted from 0, finds its lane dead. */
  dies = Number.POSITIVE_INFINITY;
  readonly #executor = new InPlaceExecutor(cpuTasks);

  constructor(lanes: number) {
    this.lanes = lanes;
  }

  async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    if (this.copiedBytes.length === this.dies) throw new BackendLostError('A CPU thread stopped: out of memory.');
    const [array] = args as unknown as [Float32Array];
    this.copiedBytes.push(array.buffer instanceof ArrayBuffer ? array.buffer.byteLength : 0);
    return this.#executor.run(name, ...structuredClone(args));
  }

  dispose(): void {}
}

const detector = { channels: 61, channelSpacingMm: 1, offset: 0 };
const scan = arcScan({ views: 18, startRad: 0, arcRad: Math.PI }, detector);
const grid: ImageGrid = { rows: 40, columns: 40, pixelSizeMm: 1 };
const values = randomArray(18 * 61, 17);

async function backProjected(executor: CpuExecutor, sharesMemory: boolean) {
  const operators = new CpuOperators(executor, { sharesMemory });
  const views = await operators.upload(values, 18, 61);
  const image = await operators.create(40, 40);
  const told: number[] = [];
  await operators.backProject(views, scan, grid, image, { from: 2, to: 18 }, { onProgress: (done) => told.push(done) });
  return { image: await operators.read(image), told };
}

describe.each([
  ['memory that all lanes see', true],
  ['copied memory', false],
])('back-projection over lanes with %s', (_, sharesMemory) => {
  const expected = backProject(values.slice(2 * 61), loweredScan(scan), { from: 2, to: 18 }, grid, { from: 0, to: 40 });

  test.each([1, 2, 5])('makes the same image with %i lanes', async (lanes) => {
    const executor = new CloningExecutor(lanes);
    const { image, told } = await backProjected(executor, sharesMemory);
    // f32 sums of some hundred terms.
    expectRelativelyClose(image, expected, 2e-6);
    expect(told).toHaveLength(lanes);
    expect(told.at(-1)).toBe(1);
  });

  test('makes the same image by the plain twins', async () => {
    const { image } = await backProjected(new PlainTwins<CpuTasks>(new CloningExecutor(3)), sharesMemory);
    expectRelativelyClose(image, expected, 2e-6);
  });

  test('sends each view in a group to one lane alone', async () => {
    const executor = new CloningExecutor(2);
    const operators = new CpuOperators(executor, { sharesMemory });
    // At half steps all views are in groups.
    const halfSteps = arcScan({ views: 16, startRad: Math.PI / 32, arcRad: Math.PI }, detector);
    const views = await operators.create(16, 61);
    await operators.backProject(views, halfSteps, grid, await operators.create(40, 40), { from: 0, to: 16 });
    const oneSinogram = 4 * 16 * 61;
    expect(executor.copiedBytes).toEqual(sharesMemory ? [0, 0] : [oneSinogram / 2, oneSinogram / 2]);
  });

  test('fails with the sentence of a lane that died, and works again', async () => {
    const executor = new CloningExecutor(2);
    executor.dies = 1;
    await expect(backProjected(executor, sharesMemory)).rejects.toThrow('A CPU thread stopped: out of memory.');
    executor.dies = Number.POSITIVE_INFINITY;
    expectRelativelyClose((await backProjected(executor, sharesMemory)).image, expected, 2e-6);
  });
});

/** Lanes that take so many milliseconds for each task, in the order in which they are asked. */
class SlowExecutor extends CloningExecutor {
  readonly #timesMs: readonly number[];

  constructor(timesMs: readonly number[]) {
    super(timesMs.length);
    this.#timesMs = timesMs;
  }

  override async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    const timeMs = this.#timesMs[this.copiedBytes.length % this.lanes]!;
    const result = await super.run(name, ...args);
    await new Promise((resolve) => setTimeout(resolve, timeMs));
    return result;
  }
}

test('the bits of an image do not depend on which lane is first', async () => {
  const inTurn = [0, 10, 20, 30, 40];
  const reversed = inTurn.toReversed();
  const images = await Promise.all([inTurn, reversed].map((timesMs) => backProjected(new SlowExecutor(timesMs), true)));
  expect(images[0]!.image).toEqual(images[1]!.image);

  const many = arcScan({ views: 400, startRad: 0, arcRad: Math.PI }, detector);
  const readings = randomArray(400 * 61, 17);
  const plan = planGridrec(many, grid, 'ram-lak', 1);
  expect(fourierParts(plan, many, inTurn.length)).toHaveLength(inTurn.length);
  const [first, second] = await Promise.all(
    [inTurn, reversed].map(async (timesMs) => {
      const operators = new CpuOperators(new SlowExecutor(timesMs));
      const sinogram = await operators.upload(readings, 400, 61);
      const image = await operators.create(40, 40);
      await operators.reconstructFourier(plan, sinogram, many, grid, image);
      return image.data;
    }),
  );
  expect(first).toEqual(second);
});

test('a long back-projection can be given up between its parts', async () => {
  // 300 × 1100² updates are more than one part for one lane.
  const long = arcScan({ views: 300, startRad: 0, arcRad: Math.PI }, { channels: 2, channelSpacingMm: 1, offset: 0 });
  const executor = new CloningExecutor(1);
  const operators = new CpuOperators(executor, { sharesMemory: true });
  const views = await operators.create(300, 2);
  const image = await operators.create(1100, 1100);
  const controller = new AbortController();
  const run = operators.backProject(
    views,
    long,
    { ...grid, rows: 1100, columns: 1100 },
    image,
    { from: 0, to: 300 },
    {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    },
  );
  await expect(run).rejects.toThrow('enough');
  expect(executor.copiedBytes).toHaveLength(1);
});
