import type { NumberSetting } from '../../spec-settings.ts';

/** How strong total variation is. */
export function variationStrength(usually: number, besides = ''): NumberSetting {
  return {
    label: 'TV strength',
    means: `how strong total variation is: the contrast, in thousandths of water, that it takes from a region, times the region's perimeter over its area in pixels${besides}`,
    unit: '‰ of water',
    least: 0.001,
    most: 10000,
    usually,
    isOfPrior: true,
    turned: { scale: 'logarithmic', sliderMost: 500 },
  };
}

/**
 * λ of ½‖b − Ax‖² + λ·Σ|∇x|, ∇ per pixel, that the strength stands for. Where AᵀA is nearly a multiple of one, as it is for
 * what fills the image, the least of that is the least of ½‖x − z‖² + (λ/scale)·Σ|∇x|, which lowers a region by λ/scale times
 * perimeter over area (Strong & Chan, Inverse Probl. 19:S165, 2003, doi 10.1088/0266-5611/19/6/059).
 *
 * @param scale the mean over all pixels of AᵀA1 (`priorScale`)
 */
export function variationWeight(strength: number, waterValue: number, scale: number): number {
  return (strength / 1000) * waterValue * scale;
}
