import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { eventNames, operationNames } from './core/contract/index.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: at('electron/main.ts'),
          cli: at('electron/cli.ts'),
          'recorder-host': at('electron/recorder-host.ts'),
          'locker-worker': at('electron/locker/worker.ts'),
          'recording-worker': at('electron/locker/recordings/worker.ts'),
          'verification-worker': at('electron/verification/worker.ts'),
          'intake-process': at('electron/intake/process.ts'),
          'bills-process': at('electron/bills/process.ts'),
          'media-process': at('electron/media/process.ts'),
          'typesetter-process': at('electron/dossier/typesetter-process.ts'),
        },
        // Flat output: a bundled module finds its workers beside itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: {
      OPERATION_NAMES: JSON.stringify(operationNames()),
      EVENT_NAMES: JSON.stringify(eventNames()),
    },
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      rollupOptions: {
        input: {
          index: at('renderer/index.html'),
          indicator: at('renderer/indicator.html'),
          region: at('renderer/region.html'),
          strip: at('renderer/strip.html'),
          toast: at('renderer/toast.html'),
          recorder: at('renderer/recorder.html'),
        },
      },
    },
  },
});
