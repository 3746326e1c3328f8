import { measuredRadiusMm } from '../../src/experiment/artefact-scans.ts';
import type { Artefact } from '../../src/experiment/artefacts.ts';
import { softTissueDeparture } from '../../src/experiment/soft-tissue-departure.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { type ArtefactGrid, artefactSlicer } from './artefact-slices.ts';

/** The measured number of an artefact in HU at each strength of its cause, and the same with its cures. */
export async function artefactDepartures<Cure extends 'cured' | 'iterated' = 'cured'>(
  operators: Operators,
  artefact: Artefact,
  grid: ArtefactGrid,
  strengths: readonly number[],
  cures: readonly Cure[] = ['cured' as Cure],
): Promise<Readonly<Record<'disturbed' | Cure, readonly number[]>>> {
  const slicer = await artefactSlicer(operators, artefact, grid);
  try {
    const clean = await slicer.slice('undisturbed', 1);
    const names = ['disturbed', ...cures] as const;
    const departures = Object.fromEntries(names.map((name) => [name, [] as number[]]));
    for (const strength of strengths) {
      for (const name of names) {
        const { hu, experiment, subject } = await slicer.slice(name, strength);
        const within = measuredRadiusMm(artefact, experiment, subject) / grid.pixelSizeMm;
        departures[name]!.push(softTissueDeparture(hu, clean.hu, clean.truthHu, undefined, within));
      }
    }
    return departures as Record<'disturbed' | Cure, number[]>;
  } finally {
    slicer.release();
  }
}
