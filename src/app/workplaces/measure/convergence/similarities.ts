import type { LaneResult } from '../../../lanes/lane-runs.ts';

/** Of so many images of a run it is computed: those that are kept, evenly picked where there are more. */
const MOST_IMAGES = 24;

/**
 * Computes SSIM of the images of a run that are kept, where nobody has yet; they stay known as long as the iterations do.
 * Reading an image from a device and comparing it takes longer than an iteration may, and so it is done when asked for.
 *
 * @param progress 0 … 1
 * @throws (rejects) what the signal carries
 */
export async function computeSimilarities(
  { engine, result }: Pick<LaneResult, 'engine' | 'result'>,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<void> {
  const { iterations } = result;
  const release = iterations && result.hold();
  if (!release) return;
  try {
    const wanted = picked(iterations.kept).filter((iteration) => !iterations.similarities.has(iteration));
    for (const [i, iteration] of wanted.entries()) {
      signal.throwIfAborted();
      progress(i / wanted.length);
      const kept = iterations.nearest(iteration);
      if (kept?.iteration !== iteration) continue;
      const values = engine.hostValues(kept.image) ?? (await engine.operators.read(kept.image));
      const quality = await result.quality(values);
      if (quality) iterations.similarities.set(iteration, quality.ssim);
    }
  } finally {
    release();
  }
}

/** Denser where there is most to see, at the beginning, and the last one. */
function picked(kept: readonly number[]): readonly number[] {
  if (kept.length <= MOST_IMAGES) return kept;
  const half = MOST_IMAGES / 2;
  const rest = kept.slice(half);
  const every = (i: number) => rest[Math.round((i * (rest.length - 1)) / (half - 1))]!;
  return [...kept.slice(0, half), ...Array.from({ length: half }, (_, i) => every(i))];
}
