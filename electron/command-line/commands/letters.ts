import { extname, resolve } from 'node:path';
import { type LetterKind, letterKinds } from '../../../core/cases/index.ts';
import { fail } from '../../../core/result.ts';
import { createLetterFile } from '../../letters/index.ts';
import { createFileDurably } from '../../platform/index.ts';
import { done, failed, type Outcome } from '../output.ts';
import { momentOption } from './case-fields.ts';
import { channelOption } from './check.ts';
import { type CommandContext, findOrder, textOption, withLocker } from './command-context.ts';

/**
 * `letter ORDER KIND [--channel C] [--out FILE.txt|.docx] [--save]`: composes from what is known now. `--save` keeps it
 * as the next version. Who complains comes as options: it is never in the ledger unless the letter is saved.
 */
export async function composeLetter(context: CommandContext): Promise<Outcome> {
  const [reference = '', kind = ''] = context.commandLine.operands;
  const letter = letterKinds.find((name) => name === kind);
  if (letter === undefined) return failed(fail('USAGE', `文书只能是 ${letterKinds.join('、')} 之一。`).error);
  const at = momentOption(context);
  if (!at.ok) return failed(at.error);
  const channel = channelOption(context);
  if (!channel.ok) return failed(channel.error);
  return withLocker(context, false, async (locker) => {
    const order = await findOrder(locker, reference);
    if (!order.ok) return failed(order.error);
    const desk = await context.caseDesk(locker);
    if (!desk.ok) return failed(desk.error);
    const composed = await desk.value.compose(order.value.id, {
      letter,
      channel: channel.value ?? usualChannel[letter],
      applicant: applicantOf(context),
      atUtc: at.value,
    });
    if (!composed.ok) return failed(composed.error);
    const out = textOption(context, 'out');
    if (out !== undefined) {
      const path = resolve(out);
      const format = extname(path) === '.docx' ? 'docx' : 'txt';
      const { title, text } = composed.value;
      const bytes = await createLetterFile({ format, title, text });
      const saved = await createFileDurably(path, bytes).then(
        () => true,
        () => false,
      );
      if (!saved)
        return failed(fail('FILE_NOT_SAVED', '文件没有保存：已有同名文件，或这个位置写不进去。').error);
    }
    if (context.commandLine.options.save === true) {
      const kept = await desk.value.keepLetter(order.value.id, composed.value);
      if (!kept.ok) return failed(kept.error);
      return done({ letter: composed.value, record: kept.value }, composed.value.text);
    }
    return done({ letter: composed.value }, composed.value.text);
  });
}

const usualChannel = {
  'platform-ticket': 'platform',
  'payment-complaint': 'payment_wechat',
  'consumer-complaint': 'samr12315',
  'violation-report': 'samr12315',
  'rescission-notice': 'merchant',
  'identity-request': 'platform',
  'delivery-reminder': 'merchant',
  'statement-of-claim': 'court_small_claims',
  'situation-statement': 'platform',
} as const satisfies Record<LetterKind, string>;

function applicantOf(context: CommandContext) {
  const known = (name: string) => textOption(context, name) ?? '';
  return {
    name: known('name'),
    phone: known('phone'),
    address: known('address'),
    idNumber: known('id-number'),
  };
}
