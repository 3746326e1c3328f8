import './shell/theme.css';
import './shell/buttons.css';
import './shell/page.css';
import { keepInstallOffer } from './offline/install-offer.ts';
import { App } from './shell/app.ts';
import { markStarted, showStartFault } from './shell/start-fault.ts';

/** Not awaited by the module itself: parts that are fetched meanwhile import from it, and would wait for its end. */
async function startPage(): Promise<void> {
  keepInstallOffer();
  try {
    if (location.hash.startsWith('#speaker=')) {
      const { openSpeakerWindow } = await import('./lecture/speaker/speaker-window.ts');
      openSpeakerWindow(location.hash);
      markStarted();
      return;
    }
    const app = new App();
    await app.start();
    markStarted();
  } catch (error) {
    showStartFault(error);
  }
}

void startPage();
