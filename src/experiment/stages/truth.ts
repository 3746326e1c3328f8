import { split } from '../../compute/cpu/task-executor.ts';
import { physicsOf, stage } from './given.ts';
import { image } from './image.ts';
import { beam } from './physics.ts';
import { grid, subject } from './subject-and-scan.ts';

/** More would be seen when they are put together. */
const PIXELS_PER_RASTER_PART = 2 ** 20;

/** The phantom on the grid, as the beam sees it, float32 [rows × columns], shared out over the host's lanes. */
export const raster = stage({
  name: 'raster',
  reads: (given) => ({ hasBeam: physicsOf(given) !== null }),
  needs: ({ hasBeam }) => ({ subject, grid, beam: hasBeam ? beam : null }),
  async run({ host }, _reads, { subject, grid, beam }) {
    const phantom = beam?.truth ?? subject;
    if (phantom.kind === 'measurement') throw new Error('a raster was asked for of a finished scan');
    const values = new Float32Array(grid.rows * grid.columns);
    const parts = Math.max(host.lanes, Math.ceil(values.length / PIXELS_PER_RASTER_PART));
    await Promise.all(
      split(0, grid.rows, parts).map(async ({ from, to }) => {
        const block =
          phantom.kind === 'image'
            ? await host.run('rasterImage', phantom, grid, from, to)
            : await host.run('rasterShapes', phantom, grid, from, to);
        values.set(block, from * grid.columns);
      }),
    );
    return values;
  },
});

/** The raster on the device. */
export const truth = stage({
  name: 'truth',
  reads: () => null,
  needs: () => ({ raster, grid }),
  async run({ operators, own }, _reads, { raster, grid }) {
    return own(await operators.upload(raster, grid.rows, grid.columns));
  },
});

/** The slice less the truth. */
export const difference = stage({
  name: 'difference',
  reads: () => null,
  needs: () => ({ image, truth, grid }),
  async run({ operators, create }, _reads, { image, truth, grid }) {
    const difference = await create(grid.rows, grid.columns);
    await operators.subtract(image.image, truth, difference);
    return difference;
  },
});
