import type { Task } from './lesson.ts';
import type { Answer } from './progress.ts';

/**
 * Whether the controls of a step can be turned: where something is to be predicted they would show it before one has said
 * what one expects.
 *
 * @param isShown whether what follows an answer is shown
 */
export function areKnobsOpen(task: Task, answer: Answer | null, isShown: boolean): boolean {
  return task.kind !== 'predict' || isShown || answer?.kind === (task.sketch ? 'sketch' : 'predict');
}
