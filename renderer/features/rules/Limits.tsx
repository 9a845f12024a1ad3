import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { InputOf, RulesView } from '../../../core/contract/index.ts';
import type { ChannelId } from '../../../core/rules/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, focusedFirst, useReport } from '../../ui/index.ts';

const limitNames = ['textChars', 'images', 'imageMegabytes', 'pdfMegabytes'] as const;
type LimitName = InputOf<'rules', 'setLimit'>['limit'];

interface LimitsProps {
  readonly channelId: ChannelId;
  readonly view: RulesView;
  onView(view: RulesView): void;
}

/** What a channel's form takes: measured by the user, known from a source, or a default that nobody verified. */
export function Limits({ channelId, view, onView }: LimitsProps) {
  const { rules: words } = useTexts();
  const [edited, setEdited] = useState<LimitName>();
  const channel = view.ruleBook.channels.find(({ id }) => id === channelId);
  if (channel === undefined) return null;
  return (
    <div className="row row-wrap rule-limits">
      {limitNames.map((name) => {
        const measured = view.measuredLimits.find((one) => one.channel === channelId && one.limit === name);
        const limit = channel.limits[name];
        return (
          <span key={name} className="row figures" data-testid={`limit-${channelId}-${name}`}>
            <span className="secondary">{words.limits[name]}</span> {measured?.value ?? limit.value}
            {measured !== undefined && (
              <span className="tertiary">{words.measured(measured.measuredOn)}</span>
            )}
            {measured === undefined && limit.isDefault && (
              <span className="rule-tag rule-tag-U" title={words.unverifiedHint}>
                {words.unverified}
              </span>
            )}
            <Button
              size="small"
              type="text"
              aria-label={words.setLimitNamed(channel.name, words.limits[name])}
              data-testid={`limit-${channelId}-${name}-edit`}
              onClick={() => setEdited(name)}
            >
              {words.setLimit}
            </Button>
          </span>
        );
      })}
      {edited !== undefined && (
        <LimitDialog
          channelId={channelId}
          name={edited}
          onView={onView}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function LimitDialog(props: {
  channelId: ChannelId;
  name: LimitName;
  onView: (view: RulesView) => void;
  onClose: () => void;
}) {
  const { rules: words, app } = useTexts();
  const report = useReport();
  const [form] = Form.useForm<{ value: string; day: string }>();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const set = async (value: number | null, measuredOn: string) => {
    const limit = { channel: props.channelId, limit: props.name, value, measuredOn };
    const answer = await report.settled(client().rules.setLimit(limit));
    if (answer === undefined) return;
    report.done(words.limitSaved);
    props.onView(answer.value);
    props.onClose();
  };
  return (
    <Dialog
      width={420}
      title={`${words.limitTitle} · ${words.limits[props.name]}`}
      okText={app.save}
      cancelText={app.cancel}
      okButtonProps={{ 'data-testid': 'limit-save' }}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form
        form={form}
        name="limit"
        layout="vertical"
        requiredMark={false}
        initialValues={{ day: today }}
        onFinish={({ value, day }) => void set(Number(value), day)}
      >
        <Form.Item
          name="value"
          label={words.limitValue}
          rules={[
            { required: true, pattern: /^(?:[1-9]\d{0,5}|1000000)$/, message: words.limitValueRefused },
          ]}
        >
          <Input {...focusedFirst} inputMode="numeric" data-testid="limit-value" />
        </Form.Item>
        <Form.Item
          name="day"
          label={words.limitDay}
          rules={[{ required: true, pattern: /^\d{4}-\d\d-\d\d$/, message: words.limitDayRefused }]}
        >
          <Input data-testid="limit-day" />
        </Form.Item>
        <Button data-testid="limit-reset" onClick={() => void set(null, today)}>
          {words.limitReset}
        </Button>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Dialog>
  );
}
