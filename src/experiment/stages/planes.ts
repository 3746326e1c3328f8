import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf, type Scan } from '../../geometry/scan.ts';
import {
  axialCut,
  coronalCut,
  type PlaneCut,
  type Slab,
  sagittalCut,
  viewCut,
} from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import { knownFactor, signalFactor, unitOf } from '../signal-of-readings.ts';
import { FIRST_LOOK, voxelAt, voxelsThrough } from '../volume-look.ts';
import { physicsOf, type RunGiven, stage } from './given.ts';
import { image } from './image.ts';
import { beam } from './physics.ts';
import { type Reading, reading } from './reading.ts';
import { scan, volumeGrid } from './subject-and-scan.ts';

const lookOf = ({ look }: RunGiven) => look ?? FIRST_LOOK;

/** A slice across the axis, [rows, columns]. */
export const axialPlane = planeOf('axial plane', 'zMm', (grid, { slice }, slabOf) =>
  axialCut(grid, slice, slabOf(grid.sliceSpacingMm ?? grid.pixelSizeMm)),
);

/** A plane of one y, [slices, columns]. */
export const coronalPlane = planeOf('coronal plane', 'yMm', (grid, { row }, slabOf) =>
  coronalCut(grid, row, slabOf(grid.pixelSizeMm)),
);

/** A plane of one x, [slices, rows]. */
export const sagittalPlane = planeOf('sagittal plane', 'xMm', (grid, { column }, slabOf) =>
  sagittalCut(grid, column, slabOf(grid.pixelSizeMm)),
);

/** What the detector read in one view, as line integrals, [detector rows, channels]. */
export const projection = stage({
  name: 'projection',
  reads: (given) => ({ view: lookOf(given).view }),
  needs: () => ({ scan, reading }),
  run: ({ operators, create }, { view }, { scan, reading }) => takeView(operators, create, view, scan, reading),
});

/** The same as what the detector counted relative to the open beam, I/I₀: a radiograph before its logarithm. */
export const signalProjection = stage({
  name: 'signal of a projection',
  reads: (given) => ({
    view: lookOf(given).view,
    hasBeam: physicsOf(given) !== null,
    unit: unitOf(given.subject),
    isMeasured: given.subject.kind === 'measurement',
  }),
  needs: ({ hasBeam }) => ({ scan, reading, beam: hasBeam ? beam : null }),
  async run({ operators, create }, { view, unit, isMeasured }, { scan, reading, beam }) {
    const plane = await takeView(operators, create, view, scan, reading);
    await operators.exponential(plane, -knownFactor(signalFactor(beam, unit, isMeasured)));
    return plane;
  },
});

async function takeView(
  operators: Operators,
  create: StageContext['create'],
  view: number,
  scan: Scan,
  { lineIntegrals }: Reading,
): Promise<DeviceArray> {
  const { channels, anglesRad } = scan;
  const cut = viewCut(detectorRowsOf(scan), channels, Math.min(view, anglesRad.length - 1));
  const plane = await create(cut.rows, cut.columns);
  await operators.takePlane(cut, lineIntegrals, plane);
  return plane;
}

/** A plane across one axis of the volume: made anew where the look moves along that axis, or is as thick as another. */
function planeOf(
  name: string,
  along: 'xMm' | 'yMm' | 'zMm',
  cutAt: (
    grid: Parameters<typeof voxelAt>[0],
    voxel: ReturnType<typeof voxelAt>,
    slabOf: (spacingMm: number) => Slab,
  ) => PlaneCut,
) {
  return stage({
    name,
    reads: (given) => {
      const { thicknessMm, reduce, ...place } = lookOf(given);
      return { placeMm: place[along], thicknessMm, reduce };
    },
    needs: () => ({ image, volumeGrid }),
    async run({ operators, create }, { placeMm, thicknessMm, reduce }, { image, volumeGrid }) {
      const voxel = voxelAt(volumeGrid, { xMm: 0, yMm: 0, zMm: 0, [along]: placeMm });
      const cut = cutAt(volumeGrid, voxel, (spacingMm) => ({
        thickness: voxelsThrough(thicknessMm, spacingMm),
        reduce,
      }));
      const plane = await create(cut.rows, cut.columns);
      await operators.takePlane(cut, image.image, plane);
      return plane;
    },
  });
}
