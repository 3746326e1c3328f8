import type { FanScan } from '../../geometry/fan-scan.ts';
import type { ViewRange } from '../contract.ts';
import { channelsPerUnit, LEAST_DEPTH } from '../fan-back-projection.ts';
import type { SymmetricViews } from '../symmetric-views.ts';
import type { KernelRunner } from './kernel-runner.ts';
import * as layouts from './struct-layouts.ts';

/** What back-projecting a fan needs besides what all scans have. */
export class FanBackProjector {
  readonly #kernels: KernelRunner;

  constructor(kernels: KernelRunner) {
    this.#kernels = kernels;
  }

  viewsFor(range: ViewRange): SymmetricViews {
    return { groups: [], rest: Array.from({ length: range.to - range.from }, (_, i) => range.from + i) };
  }

  parameters(scan: FanScan): GPUBuffer {
    return this.#kernels.table(
      'fan',
      scan,
      () =>
        layouts.FanParameters.pack([
          {
            sourceToIsocenterMm: scan.sourceToIsocenterMm,
            leastDepthMm: LEAST_DEPTH * scan.sourceToIsocenterMm,
            channelsPerUnit: channelsPerUnit(scan),
            isArc: scan.detector === 'arc' ? 1 : 0,
          },
        ]),
      GPUBufferUsage.UNIFORM,
    );
  }
}
