import { measuredRadiusMm } from '../../src/experiment/artefact-scans.ts';
import type { Artefact } from '../../src/experiment/artefacts.ts';
import { softTissueDeparture } from '../../src/experiment/soft-tissue-departure.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { type ArtefactGrid, type ArtefactSlice, artefactSlicer } from './artefact-slices.ts';

/** The measured number of an artefact in HU at each strength of its cause, and the same with its cure. */
export async function artefactDepartures(
  operators: Operators,
  artefact: Artefact,
  grid: ArtefactGrid,
  strengths: readonly number[],
): Promise<{ readonly disturbed: readonly number[]; readonly cured: readonly number[] }> {
  const slicer = await artefactSlicer(operators, artefact, grid);
  try {
    const clean = await slicer.slice('undisturbed', 1);
    const disturbed: number[] = [];
    const cured: number[] = [];
    for (const strength of strengths) {
      const slice = await slicer.slice('disturbed', strength);
      const within = measuredRadiusMm(artefact, slice.experiment, slice.subject) / grid.pixelSizeMm;
      const departure = ({ hu }: ArtefactSlice) => softTissueDeparture(hu, clean.hu, clean.truthHu, undefined, within);
      disturbed.push(departure(slice));
      cured.push(departure(await slicer.slice('cured', strength)));
    }
    return { disturbed, cured };
  } finally {
    slicer.release();
  }
}
