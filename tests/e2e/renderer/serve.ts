import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer, type Plugin } from 'vite';
import { fakePicture, PICTURE_PATH } from '../../../renderer/dev/fake-picture.ts';
import { makeMediaFiles } from './media-files.ts';
import { answerMedia } from './media-server.ts';

/** Answers the paths of pictures with drawn ones, as the main process's protocol does with real ones. */
export function fakePictures(): Plugin {
  return {
    name: 'fake-pictures',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (answerMedia(request, response)) return;
        const found = PICTURE_PATH.exec(new URL(request.url ?? '/', 'http://fake').pathname);
        if (found === null) {
          next();
          return;
        }
        response.setHeader('content-type', 'image/svg+xml');
        response.end(fakePicture(found[1] ?? found[2] ?? ''));
      });
    },
  };
}

/** Serves the window over its fake main process on loopback while it is being worked on. */
async function serve(): Promise<void> {
  await makeMediaFiles();
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../../renderer/', import.meta.url)),
    plugins: [react(), fakePictures()],
    server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 5199), strictPort: true },
    cacheDir: '/tmp/liuhen-renderer-vite',
  });
  await server.listen();
  server.printUrls();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
