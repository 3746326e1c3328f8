import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf } from '../../geometry/scan.ts';
import type { Algebra } from '../../operators/algebra.ts';
import { neighbourPrior } from '../../operators/neighbour-prior.ts';
import type { IterativeWork, Problem } from '../iterative/problem.ts';
import { residualOf } from '../iterative/residual.ts';
import { gatherViews, type Subset, scratchBySize, subsetsOf } from '../iterative/subsets.ts';
import { countWeights } from '../iterative/weighted-projector.ts';
import { weighsByCounts } from '../iterative/weights-setting.ts';

/**
 * For one subset S of the views after the other
 *
 * x ← P[x + D⁻¹·((views/views of S)·AₛᵀΛₛ(bₛ − Aₛx) − β·∇R(x))], D = AᵀΛA1 + β·curvature of R at x:
 *
 * the least of parabolas that lie above ½‖b − Ax‖²_Λ + β·R(x) and touch it at x, in each of which a pixel stands alone
 * (Erdogan & Fessler, Phys. Med. Biol. 44:2835, 1999, doi 10.1088/0031-9155/44/11/311), so that with a single subset the
 * objective never rises. Λ are the counts that readings were made with, of the open beam's (`countWeights`), and
 * β = strength · mean of AᵀΛA1. With momentum the step is made from z = x + (t − 1)/t'·(x − x before) instead (Kim, Ramani &
 * Fessler, IEEE Trans. Med. Imaging 34:167, 2015, doi 10.1109/TMI.2014.2350962).
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { operators, algebra, projector, readings, image, settings, least, most, waterValue, create } = problem;
  const { strength, huberThreshold, subsets: count, momentum } = settings as unknown as Settings;
  const prior = neighbourPrior(operators, projector.grid, (huberThreshold / 1000) * waterValue);
  const newImage = () => create(image.rows, image.columns);
  const [residual, weighted] = [
    await create(readings.rows, readings.columns),
    await create(readings.rows, readings.columns),
  ];
  const [step, ofPrior] = [await newImage(), await newImage()];
  const weights = await weightsOf(problem, residual);
  const parts = await weightedSubsets(problem, count, weights);

  // AᵀΛA1, and β.
  await algebra.fill(step, 1);
  await projector.forward(step, residual);
  if (weights) await algebra.multiply(residual, weights);
  const data = await newImage();
  await projector.adjoint(residual, data);
  const beta = (strength * (await algebra.sum(data))) / (image.rows * image.columns);

  const observe = async () => {
    await residualOf(algebra, projector, readings, image, residual);
    await algebra.copy(weighted, residual);
    if (weights) await algebra.multiply(weighted, weights);
    const squares = Math.max(0, await algebra.dot(weighted, residual));
    return { residual: Math.sqrt(squares), objective: squares / 2 + beta * (await prior.energy(image, step)) };
  };
  let figures = await observe();
  yield figures;
  // Where steps are made from, which without momentum is the image itself.
  const x = momentum === 'nesterov' ? await newImage() : image;
  await copied(algebra, image, x);
  for (let t = 1; ; ) {
    for (const { projector: part, readings: own, weights: ofPart, views, scratch } of parts) {
      await residualOf(algebra, part, own, x, scratch);
      if (ofPart) await algebra.multiply(scratch, ofPart);
      await part.adjoint(scratch, step);
      await algebra.scale(step, projector.scan.anglesRad.length / views.length);
      await prior.gradient(x, ofPrior);
      await algebra.addScaled(step, -beta, ofPrior);
      await prior.curvature(x, ofPrior);
      await algebra.scale(ofPrior, beta);
      await algebra.addScaled(ofPrior, 1, data);
      await algebra.divide(step, ofPrior);
      await algebra.addScaled(x, 1, step);
      await algebra.clip(x, least, most);
      if (x === image) continue;
      const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
      const factor = (t - 1) / next;
      t = next;
      await algebra.copy(step, image);
      await algebra.copy(image, x);
      await algebra.scale(x, 1 + factor);
      await algebra.addScaled(x, -factor, step);
    }
    const { objective } = figures;
    figures = await observe();
    // Momentum that has carried too far begins anew.
    if (figures.objective > objective) {
      t = 1;
      await copied(algebra, image, x);
    }
    yield figures;
  }
};

interface Settings {
  readonly strength: number;
  readonly huberThreshold: number;
  readonly subsets: number;
  readonly momentum: 'none' | 'nesterov';
}

async function copied<A extends DeviceArray>(algebra: Algebra<A>, from: A, to: A): Promise<void> {
  if (from !== to) await algebra.copy(to, from);
}

/** What readings count for; `null` where all count the same. @param scratch of the readings' size, written over */
async function weightsOf<A extends DeviceArray>(problem: Problem<A>, scratch: A): Promise<A | null> {
  if (!weighsByCounts(problem.settings)) return null;
  const weights = await problem.create(scratch.rows, scratch.columns);
  await countWeights(problem, weights, scratch);
  return weights;
}

interface Part<A extends DeviceArray> extends Subset<A> {
  readonly weights: A | null;
  /** Of the size of its readings, and of others'. */
  readonly scratch: A;
}

async function weightedSubsets<A extends DeviceArray>(
  problem: Problem<A>,
  count: number,
  weights: A | null,
): Promise<readonly Part<A>[]> {
  const { operators, projector, create } = problem;
  const subsets = await subsetsOf(problem, count);
  const scratchOf = await scratchBySize(subsets, create);
  const parts: Part<A>[] = [];
  for (const subset of subsets) {
    const scratch = scratchOf(subset);
    if (!weights || subsets.length === 1) {
      parts.push({ ...subset, weights, scratch });
      continue;
    }
    const own = await create(scratch.rows, scratch.columns);
    await gatherViews(operators, weights, detectorRowsOf(projector.scan), subset.views, own);
    parts.push({ ...subset, weights: own, scratch });
  }
  return parts;
}
