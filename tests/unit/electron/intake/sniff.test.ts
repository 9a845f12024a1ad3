import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sniff } from '../../../../electron/intake/sniff.ts';

const of = (bytes: Uint8Array) => sniff({ head: bytes, tail: bytes, sizeBytes: bytes.length });
const text = (content: string) => of(Buffer.from(content));
const binary = (content: string) => of(Buffer.from(content, 'latin1'));
const emptyZip = Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1');

test.each([
  ['\x89PNG\r\n\x1a\n....', 'image/png'],
  ['\xff\xd8\xff\xe0....', 'image/jpeg'],
  ['GIF89a....', 'image/gif'],
  ['RIFF....WEBPVP8 ', 'image/webp'],
  ['RIFF....WAVEfmt ', 'audio/wav'],
  ['II*\0....', 'image/tiff'],
  ['....ftypheic....', 'image/heic'],
  ['....ftypavif....', 'image/avif'],
  ['....ftypisom....', 'video/mp4'],
  ['....ftypqt  ....', 'video/quicktime'],
  ['....ftypM4A ....', 'audio/mp4'],
  ['\x1aE\xdf\xa3....B\x82\x84webm', 'video/webm'],
  ['\x1aE\xdf\xa3....B\x82\x88matroska', 'video/x-matroska'],
  ['%PDF-1.7\n', 'application/pdf'],
  ['PK\x03\x04....', 'application/zip'],
  [
    'PK\x03\x04..[Content_Types].xml..xl/workbook.xml',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['#!AMR\n', 'audio/amr'],
  ['#!AMR-WB\n', 'audio/amr-wb'],
  ['RIFF....AVI LIST', 'video/x-msvideo'],
  ['RF64....WAVEds64', 'audio/wav'],
  ['FORM....AIFFCOMM', 'audio/aiff'],
  ['....ftyp3gp4....', 'video/3gpp'],
  ['....ftypM4V ....', 'video/mp4'],
  ['\0\0\x10\0moov....', 'video/quicktime'],
  ['\0\0\0\x08wide\0\0\0\0mdat', 'video/quicktime'],
  ['OggS\0\x02........\x01vorbis', 'audio/ogg'],
  ['OggS\0\x02........\x80theora', 'video/ogg'],
  ['fLaC\0\0\0\x22', 'audio/flac'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11....', 'audio/x-ms-wma'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11....\xc0\xef\x19\xbc\x4d\x5b\xcf\x11', 'video/x-ms-wmv'],
  ['FLV\x01\x05', 'video/x-flv'],
  ['.RMF\0\0', 'application/vnd.rn-realmedia'],
  ['\0\0\x01\xba....', 'video/mpeg'],
  [`G${'\0'.repeat(187)}`.repeat(4), 'video/mp2t'],
  [`${'\xff\xf1\x50\x80\x01\x00\xfc\0'}${'\xff\xf1\x50\x80\x01\x00\xfc\0'}`, 'audio/aac'],
  ['ID3\x04\0', 'audio/mpeg'],
  [`BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0${'\0'.repeat(30)}`, 'image/bmp'],
])('P21: recognises %j', (content, mediaType) => {
  expect(binary(content)).toEqual({ mediaType });
});

test.each([
  ['你好，订单号 123', 'text/plain'],
  ['时间,金额\n2026-11-23,98.50\n2026-11-24,1\n', 'text/csv'],
  ['<!DOCTYPE html><html><script>alert(1)</script>', 'text/html'],
  ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()">', 'image/svg+xml'],
])('P20: text is text: %j', (content, mediaType) => {
  expect(text(content)).toEqual({ mediaType });
});

test('Chinese text in GBK and UTF-16 is text', () => {
  expect(of(Buffer.from('b6a9b5a5bac5a3ac31323334', 'hex'))).toEqual({ mediaType: 'text/plain' });
  expect(of(Buffer.from('\uFEFF订单,金额\n1,2\n3,4', 'utf16le'))).toEqual({ mediaType: 'text/csv' });
});

test('P21: sound and video begin by chance in nothing else', () => {
  const likely = [
    'Good morning',
    'G'.repeat(188),
    'moov',
    '\0\0\0\x01moov',
    '\xff\xf1\x50\x80\x01\x00\xfc\0',
    'FLV',
    'OGGS',
  ];
  for (const content of likely) expect(binary(content).mediaType).not.toMatch(/^(video|audio)/);
});

test('bytes that mean nothing are octets', () => {
  expect(of(new Uint8Array()).mediaType).toBe('application/octet-stream');
  expect(binary('MZ\x90\0\x03\0').mediaType).toBe('application/octet-stream');
});

test('P21: polyglots are named and never taken for either', async () => {
  const gif = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0', 'latin1');
  const png = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const jpeg = Buffer.from('\xff\xd8\xff\xfe\0\x20<?php system($_GET[1]); ?>', 'latin1');
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [Buffer.concat([gif, emptyZip]), 'image/gif + application/zip'],
    [Buffer.concat([png, emptyZip]), 'image/png + application/zip'],
    [Buffer.concat([gif, Buffer.from('%PDF-1.4')]), 'image/gif + application/pdf'],
    [Buffer.concat([Buffer.from('%PDF-1.4\n'), emptyZip]), 'application/pdf + application/zip'],
    [Buffer.concat([Buffer.from('....ftypisom'), Buffer.from('<html><script>')]), 'video/mp4 + text/html'],
    [jpeg, 'image/jpeg + application/x-httpd-php'],
    [Buffer.concat([Buffer.from('#!/bin/sh\n'), emptyZip]), 'application/zip'],
  ];
  for (const [bytes, ambiguousWith] of cases) {
    expect(of(bytes)).toEqual({ mediaType: 'application/octet-stream', ambiguousWith });
  }
});

test('a PDF stored first in a ZIP is an ordinary ZIP', () => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE(5, 26);
  expect(of(Buffer.concat([header, Buffer.from('a.pdf%PDF-1.4')]))).toEqual({ mediaType: 'application/zip' });
});

test('never fails, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof of(bytes).mediaType === 'string'),
  );
});
