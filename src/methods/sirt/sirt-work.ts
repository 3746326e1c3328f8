import type { IterativeWork } from '../iterative/problem.ts';

/**
 * x ← P[x + ω·D·Aᵀ·M·(b − Ax)]: every ray's residual is shared out over the length of its way, M = 1/(A·1), every pixel
 * takes the mean of what its rays have for it, D = 1/(Aᵀ·1), and P keeps it within its bounds. Rays beside the image and
 * pixels beside all rays count for nothing.
 */
export const iterate: IterativeWork['iterate'] = async function* (problem) {
  const { algebra, projector, readings, image, settings, least, most } = problem;
  const residual = await problem.create(readings.rows, readings.columns);
  const weighted = await problem.create(readings.rows, readings.columns);
  const rayLengths = await problem.create(readings.rows, readings.columns);
  const pixelLengths = await problem.create(image.rows, image.columns);
  const step = await problem.create(image.rows, image.columns);

  await algebra.fill(step, 1);
  await projector.forward(step, rayLengths);
  await algebra.fill(weighted, 1);
  await projector.adjoint(weighted, pixelLengths);

  const observe = async () => {
    await projector.forward(image, residual);
    await algebra.subtractFrom(residual, readings);
    return { residual: Math.sqrt(await algebra.squaredNorm(residual)) };
  };
  yield await observe();
  for (;;) {
    await algebra.copy(weighted, residual);
    await algebra.divide(weighted, rayLengths);
    await projector.adjoint(weighted, step);
    await algebra.divide(step, pixelLengths);
    await algebra.addScaled(image, settings.relaxation as number, step);
    await algebra.clip(image, least, most);
    yield await observe();
  }
};
