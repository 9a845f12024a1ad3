import { Checkbox, Form, Input, Radio } from 'antd';
import type { ChatMessage } from '../../../core/cases/index.ts';
import type { CaseView } from '../../../core/contract/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { focusedFirst, InstantField } from '../../ui/index.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { newRecordId } from './record-id.ts';
import { typedZone, utcOf } from './typed.ts';
import { useOpenCase } from './use-open-case.tsx';

const speakers: readonly ChatMessage['who'][] = ['buyer', 'merchant', 'platform', 'issuer', 'other'];

interface MessageFields {
  readonly who: ChatMessage['who'];
  readonly at: string;
  readonly text: string;
  readonly isOnPlatform: boolean;
  readonly itemIds?: readonly ItemId[];
}

/** One message of a chat: who said what, when and where, and which item shows it. */
export function MessageDialog(props: { message: ChatMessage | undefined; onClose: () => void }) {
  const { message: words, fact } = useTexts().cases;
  const { message, onClose } = props;
  const { note, view } = useOpenCase();
  const [form] = Form.useForm<MessageFields>();
  const save = async (fields: MessageFields) => {
    const atUtc = utcOf(fields.at);
    if (atUtc === null) return;
    const record: ChatMessage = {
      kind: 'message',
      id: message?.id ?? newRecordId('m'),
      who: fields.who,
      atUtc,
      text: fields.text,
      isOnPlatform: fields.isOnPlatform,
      itemIds: [...(fields.itemIds ?? [])],
    };
    if (await note([record])) onClose();
  };
  return (
    <RecordDialog
      title={message === undefined ? words.addTitle : words.editTitle}
      testId="message-dialog"
      width={560}
      written={message}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="message"
        layout="vertical"
        requiredMark={false}
        initialValues={message === undefined ? blankFields(view) : fieldsOf(message)}
        onFinish={(fields: MessageFields) => void save(fields)}
      >
        <Form.Item name="who" label={<span id="message-who-label">{words.who}</span>}>
          <Radio.Group
            aria-labelledby="message-who-label"
            optionType="button"
            data-testid="message-who"
            options={speakers.map((who) => ({ value: who, label: words.whos[who] }))}
          />
        </Form.Item>
        <Form.Item
          name="at"
          label={fact.at(typedZone())}
          rules={[{ required: true, message: words.atMissing }]}
        >
          <InstantField testId="message-at" placeholder={fact.atPlaceholder} />
        </Form.Item>
        <Form.Item
          name="text"
          label={words.text}
          rules={[{ required: true, whitespace: true, message: words.textMissing }]}
        >
          <Input.TextArea
            {...focusedFirst}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            data-testid="message-text"
          />
        </Form.Item>
        <Form.Item name="isOnPlatform" valuePropName="checked" extra={words.isOnPlatformHint}>
          <Checkbox data-testid="message-on-platform">{words.isOnPlatform}</Checkbox>
        </Form.Item>
        <Form.Item name="itemIds" label={fact.items}>
          <ItemPicker testId="message-items" />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </RecordDialog>
  );
}

/** The newest picture of the chat, where there is one, most likely shows the message. */
function blankFields({ assessment }: CaseView): Partial<MessageFields> {
  const chats = assessment.kinds.find(({ kind }) => kind === 'E05')?.itemIds ?? [];
  return { who: 'merchant', isOnPlatform: true, itemIds: chats.slice(-1) };
}

function fieldsOf({ who, atUtc, text, isOnPlatform, itemIds }: ChatMessage): Partial<MessageFields> {
  return { who, at: atUtc, text, isOnPlatform, itemIds };
}
