/** Longer than this nobody waits: a scan that plays shows a picture all the time. */
const PATIENCE_MS = 20_000;

/** Resolves when pictures and numbers are those of the experiment, or after a while. */
export function untilAtRest(stage: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const isAtRest = () => stage.getAttribute('aria-busy') !== 'true';
    if (isAtRest()) {
      resolve();
      return;
    }
    const end = () => {
      watching.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const watching = new MutationObserver(() => isAtRest() && end());
    watching.observe(stage, { attributes: true, attributeFilter: ['aria-busy'] });
    const timer = setTimeout(end, PATIENCE_MS);
  });
}
