import type { Room, WorkplacePage } from '../workplace.ts';
import { ComparePanel } from './compare-panel.ts';
import { Comparing } from './comparing.ts';

/** *Compare* with its numbers. */
export function compareRoom(page: WorkplacePage): Room {
  const prefersStill = matchMedia('(prefers-reduced-motion: reduce)');
  return new Comparing(
    page,
    (hand) => new ComparePanel(hand),
    () => prefersStill.matches,
  );
}
