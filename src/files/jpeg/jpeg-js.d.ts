declare module 'jpeg-js/lib/decoder.js' {
  import type { decode } from 'jpeg-js';

  const whole: typeof decode;
  export default whole;
}

declare module 'jpeg-js/lib/encoder.js' {
  import type { encode } from 'jpeg-js';

  const whole: typeof encode;
  export default whole;
}
