import type { MeasuredPlane } from '../../measure/plane.ts';
import { regionPixels } from '../../measure/region-pixels.ts';
import { type BarGroup, regionOfGroup } from './bar-groups.ts';

/**
 * By what part at the most the spread of a group's pixels is off, since they meet its bars at few phases. A wave a·cos(φ + φ₀)
 * has the variance a²/2 over all phases; over those of the pixels it is a²/2·(1 + Re(e^{2iφ₀}·⟨e^{2iφ}⟩)) less the square of
 * their mean, which is a·|⟨e^{iφ}⟩| at the most. Half of both is what a is off by, to first order: nothing for bars at a slant
 * to the pixels, much for those along them.
 */
export function mostOffByPhase(plane: MeasuredPlane, group: BarGroup): number {
  const { middle, across, periodMm } = group;
  const { spans, count } = regionPixels(plane, regionOfGroup(group));
  const once = { cosine: 0, sine: 0 };
  const twice = { cosine: 0, sine: 0 };
  for (const { row, from, to } of spans) {
    const y = plane.vertical.first + row * plane.vertical.step - middle.y;
    for (let column = from; column < to; column++) {
      const x = plane.horizontal.first + column * plane.horizontal.step - middle.x;
      const phase = (2 * Math.PI * (x * across.x + y * across.y)) / periodMm;
      once.cosine += Math.cos(phase);
      once.sine += Math.sin(phase);
      twice.cosine += Math.cos(2 * phase);
      twice.sine += Math.sin(2 * phase);
    }
  }
  const meanOnce = Math.hypot(once.cosine, once.sine) / count;
  const meanTwice = Math.hypot(twice.cosine, twice.sine) / count;
  return (meanTwice + 2 * meanOnce ** 2) / 2;
}
