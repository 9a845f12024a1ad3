import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the picture can be told to do, by the page's global functions. */
export interface PicturePage {
  /** Everything stands still, so that two recordings can be compared. */
  standStill(): void;
  /** Something changes with every frame. */
  move(): void;
  /** The whole screen turns white and a beep begins, at the same moment for whoever watches and listens. */
  flashAndBeep(): Promise<void>;
}

/** A page of hard edges and many colours that covers the screen, the moving block and the flash above it. */
const page = `<!doctype html><meta charset="utf-8"><title>picture for recording</title>
<style>html,body{margin:0;overflow:hidden;background:#000}canvas,#flash{position:fixed;inset:0}
#flash{background:#fff;display:none}</style>
<canvas></canvas><div id="flash"></div><script>
const canvas = document.querySelector('canvas');
const flash = document.querySelector('#flash');
canvas.width = innerWidth; canvas.height = innerHeight;
const context = canvas.getContext('2d');
const paint = (shift) => {
  for (let y = 0; y < canvas.height; y += 20) for (let x = 0; x < canvas.width; x += 20) {
    const hue = ((x * 7 + y * 13 + (x ^ y)) % 360);
    context.fillStyle = 'hsl(' + hue + ' 60% ' + (20 + ((x / 20 + y / 20) % 3) * 12) + '%)';
    context.fillRect(x, y, 20, 20);
  }
  context.fillStyle = '#d0d0d0';
  context.fillRect(shift % canvas.width, 300, 200, 200);
};
let moving = false;
let shift = 0;
const step = () => { if (!moving) return; shift += 9; paint(shift); requestAnimationFrame(step); };
window.standStill = () => { moving = false; paint(0); };
window.move = () => { moving = true; step(); };
const sound = new AudioContext({ latencyHint: 'interactive' });
const output = new GainNode(sound, { gain: 0 });
new OscillatorNode(sound, { frequency: 1000 }).connect(output);
const tone = new OscillatorNode(sound, { frequency: 1000 });
tone.connect(output).connect(sound.destination);
tone.start();
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
window.flashAndBeep = async () => {
  await sound.resume();
  const leadMs = 200;
  const at = performance.now() + leadMs;
  const { contextTime, performanceTime } = sound.getOutputTimestamp();
  const heardAt = contextTime + (at - performanceTime) / 1000;
  output.gain.setValueAtTime(0.5, heardAt);
  output.gain.setValueAtTime(0, heardAt + 0.2);
  await wait(leadMs - 8);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  flash.style.display = 'block';
  await wait(200);
  flash.style.display = 'none';
};
window.standStill();
</script>`;

/** Writes the page into a folder and gives its address. */
export function writePicturePage(folder: string): string {
  const path = join(folder, 'picture.html');
  writeFileSync(path, page);
  return pathToFileURL(path).href;
}
