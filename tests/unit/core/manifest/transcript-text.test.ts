import { expect, test } from 'vitest';
import { transcriptFile } from '../../../../core/manifest/index.ts';

test('a transcript is a text file that says whose words it holds', () => {
  const cues = [
    { startMs: 12_000, endMs: null, text: '客服：您好' },
    { startMs: null, endMs: null, text: '我：没发货' },
  ];
  expect(new TextDecoder().decode(transcriptFile({ origin: 'typed', file: null, cues }))).toBe(
    '文字稿（由提交人提供，以录音原件为准）\r\n\r\n[00:12] 客服：您好\r\n我：没发货\r\n',
  );
});
