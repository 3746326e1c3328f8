import { throwIfGivenUp } from './giving-up.ts';

/** Whom this thread's task tells how far it is. */
let listener: ((done: number) => void) | null = null;

/** @param tell is told by the tasks that run from now on in this thread, 0 … 1; `null`: nobody is */
export function tellProgressTo(tell: ((done: number) => void) | null): void {
  listener = tell;
}

/** For a task that takes its time: so much of it is done, 0 … 1. Ends it where nobody wants it any more. */
export function reportProgress(done: number): void {
  throwIfGivenUp();
  listener?.(done);
}
