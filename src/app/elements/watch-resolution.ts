/**
 * Moving to another screen, or zooming the page, changes the device pixels but not always the CSS ones.
 *
 * @returns what ends it
 */
export function watchResolution(changed: () => void): () => void {
  let stop = () => {};
  const watch = () => {
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    const change = () => {
      changed();
      watch();
    };
    query.addEventListener('change', change, { once: true });
    stop = () => query.removeEventListener('change', change);
  };
  watch();
  return () => stop();
}
