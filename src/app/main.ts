import './theme.css';
import './page.css';
import { App } from './app.ts';

await new App().start();
