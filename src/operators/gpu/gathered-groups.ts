import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import { byteLength, type GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import type { ViewGroup } from '../symmetric-views.ts';

/** Views of one pass that are brought together from several bands. */
const MOST_GATHERED_BYTES = 16 * 2 ** 20;

/** Where the views of groups stand when those of so many groups at a time have been brought together. */
interface GatheredPlaces {
  readonly groupsPerPass: number;
  readonly places: readonly ViewGroup[];
}

/** The groups of a pass, their views brought together. */
export interface GatheredGroups {
  readonly groupsPerPass: number;
  /** The groups, their views where they stand when they have been gathered. */
  readonly groups: GPUBuffer;
  /** Brings the views of the groups from `first` up to `end` together, and says where. */
  gather(views: GpuArray, first: number, end: number): Promise<GPUBuffer>;
}

/**
 * The four views of a group stand far apart, often in several bands: those of the groups of a pass are brought together
 * into a small array before it, four rows to a group.
 */
export class GroupGatherer {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;
  readonly #places = new WeakMap<readonly ViewGroup[], GatheredPlaces>();

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
  }

  /** @param take a buffer for the gathered views; whoever gives it takes it back */
  async of(
    scan: LoweredScan,
    groups: readonly ViewGroup[],
    mostGroups: number,
    take: (bytes: number, label: string) => Promise<GPUBuffer>,
  ): Promise<GatheredGroups> {
    const kernels = this.#kernels;
    const { channels } = scan.detector;
    const bytesPerGroup = byteLength({ rows: 4, columns: channels });
    const groupsPerPass = Math.max(
      1,
      Math.min(mostGroups, Math.floor(Math.min(MOST_GATHERED_BYTES, this.#pool.mostBytes) / bytesPerGroup)),
    );
    const gathered = await take(groupsPerPass * bytesPerGroup, 'The array of views of some groups');
    const sources = groupTable(kernels, scan, groups);
    const inGathered = this.#placesOf(groups, groupsPerPass);
    const table = kernels.table('groups of gathered views', inGathered, () =>
      packGroups(scan, groups, (i) => inGathered.places[i]!),
    );
    const gather = async (views: GpuArray, firstGroup: number, endGroup: number) => {
      const pipeline = await kernels.pipeline('gather-views');
      for (const { buffer, firstRow, rows } of views.bands) {
        const parameters = layouts.GatherParameters.pack([
          { firstGroup, endGroup, channels, firstRow, endRow: firstRow + rows },
        ]);
        kernels.dispatch(
          pipeline,
          [kernels.uniform('gather', parameters), sources, buffer, gathered],
          [Math.ceil(channels / 64), 4 * (endGroup - firstGroup)],
        );
      }
      return gathered;
    };
    return { groupsPerPass, groups: table, gather };
  }

  #placesOf(groups: readonly ViewGroup[], groupsPerPass: number): GatheredPlaces {
    let gathered = this.#places.get(groups);
    if (gathered?.groupsPerPass !== groupsPerPass) {
      const places = groups.map((_, i): ViewGroup => {
        const row = 4 * (i % groupsPerPass);
        return [row, row + 1, row + 2, row + 3];
      });
      gathered = { groupsPerPass, places };
      this.#places.set(groups, gathered);
    }
    return gathered;
  }
}

/** Groups of views that stand in the rows of their numbers, kept by identity. */
export function groupTable(kernels: KernelRunner, scan: LoweredScan, groups: readonly ViewGroup[]): GPUBuffer {
  return kernels.table('groups of views', groups, () => packGroups(scan, groups, (group) => groups[group]!));
}

/** @param rowsOf the rows that the views of a group stand in */
function packGroups(
  { viewWeights }: LoweredScan,
  groups: readonly ViewGroup[],
  rowsOf: (group: number) => ViewGroup,
): ArrayBuffer {
  return layouts.ViewGroup.pack(
    groups.map(([a, b, c, d], group) => ({
      views: rowsOf(group),
      weights: [viewWeights[a]!, viewWeights[b]!, viewWeights[c]!, viewWeights[d]!] as const,
    })),
  );
}
