import template from '../../../shaders/reduce-rows.wgsl?raw';
import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { ReduceParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { plain, type ReduceParameters } from './plain.ts';
import { REDUCTIONS } from './reductions.ts';

/** One number of each row, which are so few that the host can take them on from there. */
export const reduceRows = kernel({
  name: 'reduce-rows',
  arrays: { a: 'in', b: 'in', numbers: 'out-whole' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: ({ reduction }: ReduceParameters) => {
    const { wgsl, arrays } = REDUCTIONS[reduction];
    return {
      shader: { name: `reduce-rows: ${reduction}`, code: `${wgsl}\n${template}` },
      bindings: [
        uniform(Layout, (part) => ({
          rows: part.rows,
          columns: part.columns,
          rowsAbreast: workgroups(part)[0],
          firstRow: part.from,
        })),
        'numbers',
        'a',
        ...(arrays === 2 ? (['b'] as const) : []),
      ],
      workgroups,
    };
  },
  agreement: 1e-6,
});

const MOST_ROWS_ABREAST = 32_768;

function workgroups({ rows }: GpuPart): readonly [number, number] {
  const abreast = Math.min(rows, MOST_ROWS_ABREAST);
  return [abreast, Math.ceil(rows / abreast)];
}
