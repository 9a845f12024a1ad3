import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { create as readFont } from 'fontkit';
import { invariant } from '../../core/assert.ts';
import { serveParent } from '../platform/index.ts';
import { writeFailureCode } from './output-files.ts';
import type { TypesetterAnswer, TypesetterRequest } from './typesetter-protocol.ts';
import { type HasGlyph, visibleEverywhere } from './visible-text.ts';

// The typesetting process: pictures and text of hostile origin meet the typesetter here. It sees no locker, no network
// (packages of the typesetter are not used) and no file but template, fonts and the one it writes.

interface Opened {
  readonly compiler: NodeCompiler;
  readonly hasGlyph: HasGlyph;
}

let opened: Opened | undefined;

serveParent((message, reply) => {
  reply(answer(message as TypesetterRequest));
});

function answer(request: TypesetterRequest): TypesetterAnswer {
  switch (request.step) {
    case 'open':
      opened = open(request.templatePath, request.fontPaths);
      return { ok: true, pageCount: 0 };
    case 'picture':
      current().compiler.mapShadow(request.path, Buffer.from(request.pdf));
      return { ok: true, pageCount: 0 };
    case 'typeset':
      return typeset(request);
  }
}

function current(): Opened {
  invariant(opened !== undefined, 'the exporter opens the typesetter first');
  return opened;
}

function open(templatePath: string, fontPaths: readonly string[]): Opened {
  const fonts = fontPaths.map((path) => readFileSync(path));
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: fonts }] });
  compiler.addSource('/dossier.typ', readFileSync(templatePath, 'utf8'));
  const drawn = new Set(fonts.flatMap((font) => codePointsOf(font)));
  return { compiler, hasGlyph: (codePoint) => drawn.has(codePoint) };
}

function codePointsOf(font: Buffer): readonly number[] {
  return readFont(font).characterSet;
}

function typeset(request: TypesetterRequest & { readonly step: 'typeset' }): TypesetterAnswer {
  const { compiler, hasGlyph } = current();
  const model = visibleEverywhere(request.model, hasGlyph);
  compiler.mapShadow('/model.json', Buffer.from(JSON.stringify(model)));
  const compiled = compiler.compile({ mainFilePath: '/dossier.typ' });
  const laidOut = compiled.result;
  if (laidOut === null || compiled.hasError()) {
    const reason = JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []);
    return { ok: false, code: 'EXPORT_TYPESETTING_FAILED', reason };
  }
  const pdf = compiler.pdf(laidOut, { creationTimestamp: request.createdAtSeconds });
  return writeDurably(request.outPath, pdf) ?? { ok: true, pageCount: laidOut.numOfPages };
}

function writeDurably(path: string, bytes: Buffer): TypesetterAnswer | undefined {
  try {
    const file = openSync(path, 'wx');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return undefined;
  } catch (error) {
    return { ok: false, code: writeFailureCode(error), reason: String(error) };
  }
}
