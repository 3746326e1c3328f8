import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that the built page works in any folder of any server.
  base: './',
  build: { target: 'es2022' },
  worker: { format: 'es' },
});
