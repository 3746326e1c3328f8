// Phantoms scanned, reconstructed and measured by their protocols, on any backend.

import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { measurePhantom, type ProtocolReport } from '../../src/experiment/protocols/measure-phantom.ts';
import type { ProtocolRow } from '../../src/experiment/protocols/protocol.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { readSlice } from '../../src/experiment/volume-slabs.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

export async function protocolsOf(operators: Operators, json: object): Promise<readonly ProtocolReport[]> {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, async (name) => {
    throw new Error(`there is no ${name}`);
  });
  const experiment = resolveExperiment(input, subject);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(experiment, subject));
    return await measurePhantom({
      ...{ experiment, subject, result },
      readSlice: (slice) => readSlice(operators, result.volume, result.volumeGrid, slice),
    });
  } finally {
    session.release();
  }
}

/** A row by the beginning of what it is called. */
export function rowOf({ rows }: ProtocolReport, what: string): ProtocolRow {
  const row = rows.find((one) => one.what.startsWith(what));
  if (!row) throw new Error(`there is no row ${what}, only ${rows.map((one) => one.what).join(', ')}`);
  return row;
}

const counting = (photons: number) => ({ beam: { kind: 'monochromatic' }, noise: { photons } });

/** Small scans whose figures were made with NumPy too; docs/measuring.md has them. */
export const PROTOCOL_SCANS = {
  ctNumbers: {
    phantom: 'ct-number-module',
    acquisition: counting(2e6),
    scan: { views: 180, channels: 180, channelSpacingMm: 1 },
    reconstruction: { grid: { pixels: 160, pixelSizeMm: 1 } },
    seed: 3,
  },
  water: {
    phantom: 'water-disk',
    acquisition: counting(2e6),
    scan: { views: 180, channels: 230, channelSpacingMm: 1 },
    reconstruction: { grid: { pixels: 210, pixelSizeMm: 1 } },
    seed: 3,
  },
  linePairs: {
    phantom: 'line-pairs',
    scan: { views: 300, channels: 340, channelSpacingMm: 0.5 },
    reconstruction: { filter: 'hann', grid: { pixels: 400, pixelSizeMm: 0.4 } },
  },
  lowContrast: {
    phantom: 'low-contrast',
    acquisition: counting(3e6),
    scan: { views: 240, channels: 290, channelSpacingMm: 0.75 },
    reconstruction: { filter: 'cosine', grid: { pixels: 280, pixelSizeMm: 0.75 } },
    seed: 5,
  },
} as const;
