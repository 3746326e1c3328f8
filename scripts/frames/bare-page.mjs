// The least that a page with moving pictures can do: a native slider and two canvases as large as the sandbox's, each
// with a canvas of lines and letters over it, painted once a frame. What frames this page misses are the browser's.

const SCRIPT = `
  const slider = document.querySelector('input');
  const pictures = [...document.querySelectorAll('.picture')].map((canvas) => canvas.getContext('2d'));
  const overlays = [...document.querySelectorAll('.overlay')].map((canvas) => canvas.getContext('2d'));
  const data = pictures[0].createImageData(275, 275);
  const pixels = new Uint32Array(data.data.buffer);
  let isAsked = false;
  const paint = () => {
    isAsked = false;
    const value = Number(slider.value);
    for (let i = 0; i < pixels.length; i++) pixels[i] = 0xff000000 | (((i * value) >> 8) & 255) * 0x010101;
    for (const context of pictures) context.putImageData(data, 0, 0);
    for (const context of overlays) {
      context.clearRect(0, 0, 426, 317);
      context.fillStyle = 'white';
      for (let i = 0; i < 20; i++) context.fillText(String(i * value), 10, 15 * i);
    }
  };
  slider.addEventListener('input', () => {
    if (!isAsked) requestAnimationFrame(paint);
    isAsked = true;
  });
`;

/** Two threads that compute without a pause, as the page's lanes do while a knob moves. */
const BUSY_SCRIPT = `
  const work = URL.createObjectURL(new Blob(['for (let i = 1; ; i++) Math.sqrt(i);'], { type: 'text/javascript' }));
  new Worker(work);
  new Worker(work);
`;

/** @param {string} script */
const page = (script) => `<!doctype html><html lang="en"><title>bare</title>
<style>
  body { margin: 0; background: #0b0d10; color: white }
  input { width: 150px }
  main { display: grid; grid-template-columns: 426px 426px; position: absolute; left: 280px; top: 60px }
  div { position: relative; width: 426px; height: 317px }
  canvas { position: absolute; left: 0; top: 0 }
</style>
<input type="range" aria-label="Bare" min="0" max="1000" value="1000">
<main>${'<div><canvas class="picture" width="275" height="275"></canvas><canvas class="overlay" width="426" height="317"></canvas></div>'.repeat(2)}</main>
<script>${script}</script></html>`;

export const BARE_PAGE = page(SCRIPT);
export const BUSY_BARE_PAGE = page(`${SCRIPT}${BUSY_SCRIPT}`);
