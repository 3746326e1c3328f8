import type { DisplayUnit } from '../../experiment/experiment.ts';
import { significant } from '../../number-text.ts';
import type { Race, RaceResult, Racer, RivalResult } from '../engine/race.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';

/** Two f32 reconstructions that differ by more than this, RMS over RMS, do not compute the same. */
const AGREEMENT = 1e-4;
/** Texture units interpolate with weights of 8 bits: 2.5·10⁻⁴ of a smooth image's RMS, more where edges are many. */
const AGREEMENT_OF_APPROXIMATION = 1e-3;

/** In words whether all of them agree and which was fastest, honest about software GPUs. */
export function raceVerdict({ reference, rivals }: Race, unit: DisplayUnit): string {
  const [farthest] = [...rivals].sort((a, b) => b.difference.relativeRms - a.difference.relativeRms);
  if (!farthest) return `${reference.racer.title} ran alone; there is nothing to compare it with.`;
  const isGpu = rivals.some(({ description }) => description.backend === 'gpu');
  const [fastest, ...slower] = [...rivals].sort((a, b) => a.totalMs - b.totalMs) as [RivalResult, ...RivalResult[]];
  const agreement = agreementOf(farthest, isGpu ? 'GPU and CPU' : 'All of them', unit);
  return `${agreement}${speedOf(reference, fastest)}${threadsInVain(fastest, slower)}`;
}

/** Of more threads that did not go faster than fewer; `''` where the fastest has them all. */
function threadsInVain(fastest: RivalResult, slower: readonly RivalResult[]): string {
  const threads = slower.find(({ racer }) => areThreads(racer));
  if (!threads || speedUpOf(fastest, threads) === null) return '';
  const { words } = threads.racer;
  return ` ${words[0]!.toUpperCase()}${words.slice(1)} took longer than ${fastest.racer.words}: a scan this small, or a machine that is busy with other things, gains nothing from more threads.`;
}

function areThreads({ words }: Racer): boolean {
  return words.includes('threads');
}

function agreementOf({ difference, waterMuPerMm, description }: RivalResult, who: string, unit: DisplayUnit): string {
  const { approximation } = description;
  const largest = `${significant(errorInDisplayUnit(difference.largest, unit, waterMuPerMm))}${unitText(unit)}`;
  return difference.relativeRms < (approximation ? AGREEMENT_OF_APPROXIMATION : AGREEMENT)
    ? `${who} agree: the largest difference is ${largest}, ${approximation ? `from ${approximation}` : 'from rounding in 32-bit arithmetic'}`
    : `${who} do not agree: the largest difference is ${largest}, more than ${approximation ?? 'rounding'} ${approximation ? 'explain' : 'explains'}`;
}

function speedOf(reference: RaceResult, rival: RivalResult): string {
  const { description } = rival;
  if (description.isSoftware) {
    return '; this GPU is emulated in software, so its time says nothing about GPUs.';
  }
  const speedUp = speedUpOf(reference, rival);
  if (speedUp === null) return `; this browser's clock is too coarse to say how fast ${rival.racer.words} was.`;
  const was = areThreads(rival.racer) ? 'were' : 'was';
  if (speedUp >= 1)
    return `, and ${rival.racer.words} ${was} ${significant(speedUp)} times as fast as ${reference.racer.words}.`;
  const why =
    description.backend === 'gpu'
      ? ', because so small a scan does not fill this GPU'
      : ', because so small a scan is not worth sharing out';
  return `, and ${reference.racer.words} was ${significant(1 / speedUp)} times as fast as ${rival.racer.words}${why}.`;
}

/**
 * How many times as fast one was as the reference, in all or in one stage; `null` where its clock cannot tell, or its GPU is
 * emulated in software.
 */
export function speedUpOf(
  reference: RaceResult,
  rival: RaceResult,
  timeOf = ({ totalMs }: RaceResult): number | null => totalMs,
) {
  const [slow, fast] = [timeOf(reference), timeOf(rival)];
  if (slow === null || fast === null || rival.description.isSoftware) return null;
  const least = rival.description.clock?.resolutionMs ?? 0;
  return fast <= least || slow <= 0 ? null : slow / fast;
}
