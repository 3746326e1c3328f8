import './start-fault.css';
import { InputError } from '../../errors.ts';

/** What public/start-guard.js has put on the page before any module came. */
interface GuardedWindow {
  readonly showStartFault?: (sentence: string) => void;
}

/** The page could not start: a sentence, and *Try again*. */
export function showStartFault(error: unknown): void {
  if (!(error instanceof InputError)) console.error(error);
  const sentence =
    error instanceof InputError
      ? `${error.message}.`
      : 'This page could not start because of an error; see the browser’s console for details.';
  (window as GuardedWindow).showStartFault?.(sentence);
}

/** From here on faults are told by the page itself. */
export function markStarted(): void {
  document.documentElement.dataset.started = 'true';
}
