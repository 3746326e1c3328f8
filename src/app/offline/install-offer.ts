/** What a browser gives a page that it would install (Chromium; others have a menu of their own for it). */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | null = null;

/** Keeps the browser's offer to install the page for whoever asks for it, in place of a banner over the pictures. */
export function keepInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered = event as InstallPrompt;
  });
  window.addEventListener('appinstalled', () => {
    offered = null;
  });
}

/** Installs the page, where the browser offers that now; it asks once more itself. */
export function installOffer(): (() => Promise<void>) | null {
  const offer = offered;
  if (!offer) return null;
  return async () => {
    // Good for one time.
    offered = null;
    await offer.prompt();
  };
}
