import type { FilteredView } from '../../../../experiment/stages/views.ts';
import type { AnalysisContext } from '../analysis.ts';

/** The session that views are asked of: it finds what the run's has, and keeps nothing when it is done. */
const SESSION = 'measured view';

/** A measured view of the run, 0 … views − 1, before and after its filter. */
export async function oneView(
  { engine, experiment, subject }: Pick<AnalysisContext, 'engine' | 'experiment' | 'subject'>,
  view: number,
  signal: AbortSignal,
): Promise<FilteredView> {
  const session = engine.session(SESSION);
  try {
    return await session.filteredView(experiment, subject, view, signal);
  } finally {
    session.release();
  }
}
