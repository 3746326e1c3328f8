import type { Session } from '../../experiment/session.ts';
import { withIterations } from './preview.ts';
import { type RunCost, workLeft } from './run-cost.ts';
import type { RunRequest } from './run-request.ts';

/** Setting up and one iteration take about as long as so many iterations. */
const ITERATIONS_TO_SEE_ONE = 2;
/** Where that takes longer, a coarse preview says more while a hand moves. */
const PATIENCE_MS = 1000;

/** Whether iterations may go on from the image on screen: a prior alone is another, nothing is kept, and it is seen soon. */
export function mayGoOn(
  { experiment, subject, look, readsOnly, onlyLooks }: RunRequest,
  session: Pick<Session<never>, 'canGoOn' | 'kept'>,
  cost: RunCost,
): boolean {
  if (look || readsOnly || onlyLooks || !session.canGoOn(experiment, subject)) return false;
  const kept = session.kept(experiment, subject);
  if (kept['back-project'] || (kept.iterations ?? 0) > 0) return false;
  const first = withIterations(experiment, ITERATIONS_TO_SEE_ONE);
  return cost.estimateMs(workLeft(first, subject, kept)) <= PATIENCE_MS;
}
