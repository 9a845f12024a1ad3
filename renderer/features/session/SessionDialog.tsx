import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { InputOf } from '../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../client.ts';
import { useAppState, useStamping } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, FailedLine, visibleText } from '../../ui/index.ts';
import { useOrderChoices } from '../evidence/index.ts';
import { exactTime } from '../proof/index.ts';
import { domainOf } from './domain.ts';
import { DomainField } from './EnvironmentDialog.tsx';
import { type SessionDraft, sessionRequest, type Way } from './session-request.ts';

const LONGEST_VALUE = 200;
const INBOX = '';

/** The start of an evidence session: for which order, with which check, with which public value in the picture. */
export function SessionDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { session: words, environment } = texts.session;
  const { activeOrderId } = useAppState().state.settings;
  const newest = useStamping()?.newestTrustedTimeUtc ?? null;
  const [draft, setDraft] = useState<SessionDraft>({
    orderId: activeOrderId,
    typedDomain: '',
    isEnvironmentChecked: true,
    way: newest === null ? 'none' : 'newest-timestamp',
    value: '',
  });
  const change = (patch: Partial<SessionDraft>) => setDraft((last) => ({ ...last, ...patch }));
  const { isBusy, failure, start } = useStart(onClose);
  const request = sessionRequest(draft);
  const domain = domainOf(draft.typedDomain);
  return (
    <Dialog title={words.title} width={600} footer={null} onCancel={onClose}>
      <Form
        layout="vertical"
        data-testid="session-dialog"
        onFinish={() => {
          if (request !== undefined) start(request);
        }}
      >
        <p className="secondary session-what">{words.what}</p>
        <OrderField orderId={draft.orderId} onChange={(orderId) => change({ orderId })} />
        <Form.Item style={{ marginBottom: 8 }}>
          <Checkbox
            checked={draft.isEnvironmentChecked}
            data-testid="session-check"
            onChange={(event) => change({ isEnvironmentChecked: event.target.checked })}
          >
            {words.isChecked} <span className="tertiary">{words.isCheckedHint}</span>
          </Checkbox>
        </Form.Item>
        {draft.isEnvironmentChecked && (
          <DomainField
            typed={draft.typedDomain}
            hint={typeof domain === 'string' ? environment.asksDomain(domain) : environment.asksNothing}
            onType={(typedDomain) => change({ typedDomain })}
          />
        )}
        <NotBeforeField draft={draft} newest={newest} onChange={change} />
        {failure !== undefined && <FailedLine failure={failure} />}
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={request === undefined}
          data-testid="session-start"
        >
          {isBusy ? words.startingShort : words.start}
        </Button>
      </Form>
    </Dialog>
  );
}

function useStart(onStarted: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AnyFailure>();
  const run = async (request: InputOf<'session', 'start'>) => {
    setBusy(true);
    setFailure(undefined);
    const started = await settle(client().session.start(request));
    setBusy(false);
    if (started.ok) onStarted();
    else setFailure(started.error);
  };
  return { isBusy, failure, start: (request: InputOf<'session', 'start'>) => void run(request) };
}

function OrderField(props: { orderId: string | null; onChange: (orderId: string | null) => void }) {
  const { session: words } = useTexts().session;
  const orders = useOrderChoices('') ?? [];
  return (
    <Form.Item label={words.order} htmlFor="session-order">
      <Select
        id="session-order"
        showSearch={{ optionFilterProp: 'label' }}
        value={props.orderId ?? INBOX}
        data-testid="session-order"
        options={[
          { value: INBOX, label: words.noOrder },
          ...orders.map(({ id, facts }) => ({
            value: id,
            label: visibleText(`${facts.merchant} · ${facts.product} #${facts.number}`),
          })),
        ]}
        onChange={(orderId: string) => props.onChange(orderId === INBOX ? null : orderId)}
      />
    </Form.Item>
  );
}

function NotBeforeField(props: {
  draft: SessionDraft;
  newest: string | null;
  onChange: (patch: Partial<SessionDraft>) => void;
}) {
  const { session: words } = useTexts().session;
  const { way, value } = props.draft;
  return (
    <Form.Item label={<span id="session-not-before">{words.notBefore}</span>}>
      <p className="tertiary session-hint">{words.notBeforeHint}</p>
      <Radio.Group
        aria-labelledby="session-not-before"
        className="session-ways"
        value={way}
        onChange={(event) => props.onChange({ way: event.target.value as Way })}
      >
        <Radio value="none" data-testid="session-way-none">
          {words.choices.none}
        </Radio>
        <Radio
          value="newest-timestamp"
          disabled={props.newest === null}
          data-testid="session-way-newest-timestamp"
        >
          {words.choices['newest-timestamp']}{' '}
          <span className="tertiary figures">
            {props.newest === null ? words.newestNone : words.newest(exactTime(props.newest))}
          </span>
        </Radio>
        <Radio value="pasted" data-testid="session-way-pasted">
          {words.choices.pasted}
        </Radio>
      </Radio.Group>
      {way === 'pasted' && (
        <>
          <Input
            aria-label={words.pasted}
            placeholder={words.pastedMissing}
            value={value}
            maxLength={LONGEST_VALUE}
            data-testid="session-value"
            onChange={(event) => props.onChange({ value: event.target.value })}
          />
          <span className="tertiary settings-hint">{words.pastedHint}</span>
        </>
      )}
    </Form.Item>
  );
}
