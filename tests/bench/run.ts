import { cpus } from 'node:os';
import { startVirtualDisplay } from '../../tools/electron-on-chromium/virtual-display.ts';
import { benchCapture } from './capture-bench.ts';
import { benchDossier } from './dossier-bench.ts';

// `npm run bench`: prints what this machine does, side by side in one run. Needs Xvfb, chromium, maim, scrot, img2pdf.

const rounds = Number(process.env.LIUHEN_BENCH_ROUNDS ?? 25);
const display = await startVirtualDisplay({ width: 1920, height: 1080 });
Object.assign(process.env, display.env);
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}\n`);
  console.log(`${await benchCapture(rounds)}\n`);
  console.log(await benchDossier(rounds));
} finally {
  await display.stop();
}
