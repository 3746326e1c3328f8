import './theme.css';
import './page.css';
import { App } from './app.ts';
import { markStarted, showStartFault } from './start-fault.ts';

try {
  const app = new App();
  await app.start();
  markStarted();
} catch (error) {
  showStartFault(error);
}
