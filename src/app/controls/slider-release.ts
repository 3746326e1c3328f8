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

/**
 * For keys that turn a slider in steps of the page's own: from the first until it is let go is one change, however often it
 * repeats.
 *
 * @returns to be called at each step
 */
export function whenKeyReleased(slider: HTMLInputElement, onReleased: () => void): () => void {
  let hasStepped = false;
  const release = () => {
    if (!hasStepped) return;
    hasStepped = false;
    onReleased();
  };
  slider.addEventListener('keyup', release);
  // Another window has taken the keyboard, and with it the release.
  slider.addEventListener('blur', release);
  return () => {
    hasStepped = true;
  };
}
