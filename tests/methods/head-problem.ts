// The modified head as pixels, whose readings the projector itself makes: the inverse crime, on purpose.

import { squareGrid } from '../../src/geometry/grid.ts';
import { projector } from '../../src/operators/projector.ts';
import { HEAD_ELLIPSES } from '../support/shepp-logan.ts';
import { cpuOperators, DEGREES, scanOfArc } from '../support/walk.ts';

const PIXELS = 256;

/** The modified head on [−1, 1]², at the centres of pixels. */
export function head(): Float32Array {
  return Float32Array.from({ length: PIXELS ** 2 }, (_, pixel) => {
    const x = ((pixel % PIXELS) - (PIXELS - 1) / 2) * (2 / PIXELS);
    const y = ((PIXELS - 1) / 2 - Math.floor(pixel / PIXELS)) * (2 / PIXELS);
    return HEAD_ELLIPSES.reduce((sum, [x0, y0, a, b, deg, , value]) => {
      const [cosine, sine] = [Math.cos(deg * DEGREES), Math.sin(deg * DEGREES)];
      const along = (x - x0) * cosine + (y - y0) * sine;
      const across = (y - y0) * cosine - (x - x0) * sine;
      return (along / a) ** 2 + (across / b) ** 2 <= 1 ? sum + value : sum;
    }, 0);
  });
}

export function relativeError(image: Float32Array, truth: Float32Array): number {
  const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(image.map((value, i) => value - truth[i]!)) / squares(truth));
}

/** Pixels and channels are 1 mm. */
export async function headProblem(views: number, channels: number) {
  const [scan, grid] = [scanOfArc({ views, channels, channelSpacingMm: 1 }), squareGrid(PIXELS, 1)];
  const operators = cpuOperators();
  const truth = head();
  const readings = await operators.create(views, channels);
  await projector(operators, scan, grid).forward(await operators.upload(truth, PIXELS, PIXELS), readings);
  return { truth, problem: { scan, grid, readings: (await operators.read(readings)).slice() } };
}
