import { Form, Input } from 'antd';
import type { ApplicantCard } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { Dialog, FailedLine, focusedFirst, useReport } from '../../ui/index.ts';

const fields = [
  ['name', 80],
  ['phone', 40],
  ['address', 300],
  ['idNumber', 40],
] as const;

/** Who complains: kept in the settings of this computer only. */
export function ApplicantDialog({ onClose }: { onClose: () => void }) {
  const { letters, app } = useTexts();
  const words = letters.applicant;
  const report = useReport();
  const query = useQuery('applicant', () => client().letters.getApplicant());
  const [form] = Form.useForm<ApplicantCard>();
  const save = async (card: ApplicantCard) => {
    const answer = await report.settled(client().letters.setApplicant(card));
    if (answer === undefined) return;
    report.done(words.saved);
    onClose();
  };
  return (
    <Dialog
      width={480}
      title={words.title}
      okText={app.save}
      cancelText={app.cancel}
      okButtonProps={{ disabled: query.value === undefined }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="secondary">{words.hint}</p>
      {query.failure !== undefined && <FailedLine failure={query.failure} />}
      {query.value !== undefined && (
        <Form
          form={form}
          name="applicant"
          layout="vertical"
          initialValues={query.value}
          onFinish={(card: ApplicantCard) => void save(card)}
        >
          {fields.map(([field, maxLength]) => (
            <Form.Item key={field} name={field} label={words[field]}>
              <Input
                {...(field === 'name' ? focusedFirst : {})}
                maxLength={maxLength}
                autoComplete="off"
                data-testid={`applicant-${field}`}
              />
            </Form.Item>
          ))}
          <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        </Form>
      )}
    </Dialog>
  );
}
