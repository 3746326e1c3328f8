import type { GpuPart } from '../../compute/gpu/gpu-kernel.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { parted } from '../parted.ts';
import type { RebinPlan } from './rebin-plan.ts';
import { type RebinTables, rebinTables } from './rebin-tables.ts';

const kept = new WeakMap<RebinPlan, RebinTables>();

function tablesOf(plan: RebinPlan): RebinTables {
  const tables = kept.get(plan) ?? rebinTables(plan);
  kept.set(plan, tables);
  return tables;
}

export function packRebinParameters(plan: RebinPlan, { from, to, bands }: GpuPart): ArrayBuffer {
  const readings = bands.sinogram!;
  const { viewsPerTurn, stepRad, halfExcessRad, isShort } = tablesOf(plan);
  return layouts.RebinParameters.pack([
    {
      viewsPerTurn: parted(viewsPerTurn),
      firstView: from,
      endView: to,
      firstRow: bands.out!.firstRow,
      channels: plan.parallel.channels,
      fanViews: plan.scan.anglesRad.length,
      fanChannels: plan.scan.channels,
      stepRad,
      halfExcessRad,
      isShort: isShort ? 1 : 0,
      interleaves: plan.interleaves ? 1 : 0,
      firstReadingRow: readings.firstRow,
      endReadingRow: readings.firstRow + readings.rows,
    },
  ]);
}

export function packRebinViews(plan: RebinPlan): ArrayBuffer {
  const { direct, opposite } = tablesOf(plan);
  return layouts.RebinView.pack(
    Array.from(direct, (position, view) => ({ direct: parted(position), opposite: parted(opposite[view]!) })),
  );
}

export function packRebinChannels(plan: RebinPlan): ArrayBuffer {
  const { channel, fanAngleRad, axisChannel } = tablesOf(plan);
  return layouts.RebinChannel.pack(
    Array.from(channel, (position, k) => ({
      direct: parted(position),
      opposite: parted(2 * axisChannel - position),
      fanAngleRad: fanAngleRad[k]!,
    })),
  );
}

/** [fan channels × 2]: whole and fraction. */
export function packRebinShifts(plan: RebinPlan): Float32Array<ArrayBuffer> {
  return Float32Array.from(Array.from(tablesOf(plan).shift).flatMap(parted));
}
