import type { LaneResult } from '../../../lanes/lane-runs.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import type { ConvergenceAxis } from './convergence-axis.ts';
import { shownCurves } from './curves.ts';
import { describeConvergence } from './describe.ts';
import { settledIterations } from './iterated-run.ts';
import { computeSimilarities } from './similarities.ts';

/** How the iterations of a run have come nearer, and those of what stands beside it. */
export async function measureConvergence(
  context: AnalysisContext,
  axis: ConvergenceAxis,
  signal: AbortSignal,
): Promise<AnalysisResult> {
  const { curves, progress } = context;
  const results: readonly (readonly [typeof PRESENT, LaneResult])[] = [[PRESENT, context], ...context.lanes];
  const iterated = results.flatMap(([lane, of]) => {
    const run = settledIterations(lane, of);
    return run ? [{ of, run }] : [];
  });
  const runs = iterated.map(({ run }) => run);
  const withSimilarity = iterated.filter(({ run }) => run.hasSimilarity);
  if (shownCurves(runs, curves).some(({ name }) => name === 'ssim')) {
    for (const [i, { of }] of withSimilarity.entries()) {
      await computeSimilarities(of, signal, (done) => progress((i + done) / withSimilarity.length));
    }
  }
  return describeConvergence(runs, axis, curves);
}
