/**
 * Calls back when a slider that has moved is let go, or has taken a step by the keyboard. Browsers say so by `change`;
 * WebKit does not where the page has set the slider's value while it moved, as one does whose value goes in steps.
 */
export function whenReleased(slider: HTMLInputElement, onReleased: () => void): void {
  let hasMoved = false;
  const release = () => {
    if (!hasMoved) return;
    hasMoved = false;
    onReleased();
  };
  slider.addEventListener('input', () => {
    hasMoved = true;
  });
  slider.addEventListener('change', release);
  slider.addEventListener('blur', release);
  slider.addEventListener('pointerdown', (event) => {
    const { pointerId } = event;
    const end = new AbortController();
    const letGo = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      end.abort();
      // After the last `input`, which may come with the release, and a `change` where there is one.
      setTimeout(release);
    };
    // Wherever the pointer is by then.
    window.addEventListener('pointerup', letGo, { signal: end.signal });
    window.addEventListener('pointercancel', letGo, { signal: end.signal });
  });
}
