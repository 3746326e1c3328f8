import './shell/theme.css';
import './shell/buttons.css';
import './shell/page.css';
import { App } from './shell/app.ts';
import { markStarted, showStartFault } from './shell/start-fault.ts';

try {
  const app = new App();
  await app.start();
  markStarted();
} catch (error) {
  showStartFault(error);
}
