import type { GpuPart } from '../../compute/gpu/gpu-kernel.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { parted } from '../parted.ts';
import type { CompletionPlan } from './completion-plan.ts';
import { type CompletionTables, completionTables } from './completion-tables.ts';

const kept = new WeakMap<CompletionPlan, CompletionTables>();

function tablesOf(plan: CompletionPlan): CompletionTables {
  const tables = kept.get(plan) ?? completionTables(plan);
  kept.set(plan, tables);
  return tables;
}

export function packCompletionParameters(plan: CompletionPlan, { from, to, bands }: GpuPart): ArrayBuffer {
  const readings = bands.sinogram!;
  const { stopRad, seenBeyondRad } = tablesOf(plan);
  return layouts.CompletionParameters.pack([
    {
      firstView: from,
      endView: to,
      firstRow: bands.out!.firstRow,
      channels: plan.completed.channels,
      measuredViews: plan.measured.anglesRad.length,
      measuredChannels: plan.measured.channels,
      stops: stopRad.length,
      seenBeyondRad,
      firstReadingRow: readings.firstRow,
      endReadingRow: readings.firstRow + readings.rows,
    },
  ]);
}

export function packCompletionViews(plan: CompletionPlan): ArrayBuffer {
  const { elapsedRad, turns } = tablesOf(plan);
  return layouts.CompletionView.pack(
    Array.from(elapsedRad, (elapsed, view) => ({ elapsedRad: elapsed, turn: turns[view]! })),
  );
}

export function packCompletionStops(plan: CompletionPlan): ArrayBuffer {
  const { stopRad, firstOfStop, isOpen } = tablesOf(plan);
  return layouts.CompletionStop.pack(
    Array.from(stopRad, (elapsedRad, stop) => ({
      elapsedRad,
      first: firstOfStop[stop]!,
      views: firstOfStop[stop + 1]! - firstOfStop[stop]!,
      isOpen: isOpen[stop] ? 1 : 0,
    })),
  );
}

export function packCompletionOrder(plan: CompletionPlan): ArrayBuffer {
  return new Uint32Array(tablesOf(plan).viewsInOrder).buffer;
}

export function packCompletionChannels(plan: CompletionPlan): ArrayBuffer {
  return layouts.CompletionChannel.pack(
    tablesOf(plan).channels.map(({ across, own, fanAngleRad, ownShare, acrossShare }) => ({
      across: parted(across),
      own,
      fanAngleRad,
      ownShare,
      acrossShare,
    })),
  );
}
