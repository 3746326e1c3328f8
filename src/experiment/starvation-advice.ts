import type { PhysicsSettings } from '../physics/physics-settings.ts';
import type { ScanAdvice } from './advice.ts';

/** The part of the readings from which streaks are seen. */
const SEEN_STARVED = 1e-4;

/**
 * What readings with next to nothing left do to the slice.
 *
 * @param fraction of the readings that had no more than the least, 0 … 1
 * @param channels of the detector
 * @returns `null` where nothing is counted and nothing lost
 */
export function starvationAdvice(
  fraction: number,
  { photons, deadChannels }: Pick<PhysicsSettings, 'photons' | 'deadChannels'>,
  channels: number,
): ScanAdvice | null {
  const partOf = (part: number) => `${(100 * part).toPrecision(2)} % of the readings`;
  if (photons === undefined) {
    // Dead channels read nothing, and are known.
    const lost = fraction - new Set(deadChannels).size / channels;
    if (lost < 1e-7) return null;
    const sentence = `${partOf(lost)} are too dark for single precision and end at a line integral of 79.7: dark and bright streaks run along the thickest paths.`;
    return { kind: 'starved', ok: false, sentence };
  }
  const ok = fraction < SEEN_STARVED;
  const few =
    fraction === 0 ? 'Every reading counted more than 1 photon.' : `${partOf(fraction)} counted at most 1 photon.`;
  const sentence = ok
    ? few
    : `${partOf(fraction)} counted at most 1 photon and carry almost no information: dark and bright streaks run along the thickest paths.`;
  return { kind: 'starved', ok, sentence };
}
