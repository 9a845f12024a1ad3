import { Checkbox, Form, type FormInstance, Input, Select } from 'antd';
import { type Party, type PartyField, partyFields } from '../../../core/cases/index.ts';
import type { ItemId } from '../../../core/evidence/index.ts';
import { useTexts } from '../../locales/index.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { lineOf } from './typed.ts';
import { useOpenCase } from './use-open-case.tsx';

const longest: Readonly<Record<PartyField, number>> = {
  name: 200,
  uscc: 18,
  address: 300,
  phone: 60,
  icp: 60,
  payee: 200,
  website: 200,
  shopId: 120,
};

interface PartyForm {
  readonly presence: Party['presence'];
  readonly isIndividual: 'yes' | 'no' | 'unknown';
  readonly values: Readonly<Partial<Record<PartyField, string>>>;
  readonly notPublished: Readonly<Partial<Record<PartyField, boolean>>>;
  readonly items: Readonly<Partial<Record<PartyField, readonly ItemId[]>>>;
}

/** Who merchant or platform is, field by field: as shown, or looked for and not published. */
export function PartyDialog(props: { party: Party['id']; written: Party | undefined; onClose: () => void }) {
  const { identity: words } = useTexts().cases;
  const { party, written, onClose } = props;
  const { note } = useOpenCase();
  const [form] = Form.useForm<PartyForm>();
  const save = async (typed: PartyForm) => {
    if (await note([partyOf(party, typed)])) onClose();
  };
  return (
    <RecordDialog
      title={words.editTitle[party]}
      testId="party-dialog"
      width={860}
      written={written}
      onSave={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        name="party"
        layout="vertical"
        initialValues={formOf(written)}
        onFinish={(typed: PartyForm) => void save(typed)}
      >
        <p className="secondary">{words.hint}</p>
        <Standing party={party} />
        <table className="party-table">
          <tbody>
            {partyFields.map((field) => (
              <FieldRow key={field} field={field} form={form} />
            ))}
          </tbody>
        </table>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </RecordDialog>
  );
}

function Standing({ party }: { party: Party['id'] }) {
  const { identity: words } = useTexts().cases;
  const individuals = { yes: words.individual, no: words.company, unknown: words.notKnown };
  return (
    <div className="reading-form party-standing">
      <Form.Item name="isIndividual" label={words.isIndividual} hidden={party === 'platform'}>
        <Select
          data-testid="party-individual"
          options={(['yes', 'no', 'unknown'] as const).map((value) => ({
            value,
            label: individuals[value],
          }))}
        />
      </Form.Item>
      <Form.Item name="presence" label={words.presence} hidden={party === 'merchant'}>
        <Select
          data-testid="party-presence"
          options={(['present', 'none', 'unknown'] as const).map((value) => ({
            value,
            label: words.presences[value],
          }))}
        />
      </Form.Item>
    </div>
  );
}

function FieldRow({ field, form }: { field: PartyField; form: FormInstance<PartyForm> }) {
  const { identity: words } = useTexts().cases;
  const name = words.fields[field];
  const isNotPublished = Form.useWatch(['notPublished', field], form) === true;
  return (
    <tr>
      <th scope="row" className="party-name">
        {name}
      </th>
      <td>
        <Form.Item name={['values', field]} noStyle>
          <Input
            aria-label={name}
            maxLength={longest[field]}
            disabled={isNotPublished}
            autoComplete="off"
            data-testid={`party-${field}`}
          />
        </Form.Item>
      </td>
      <td>
        <Form.Item name={['notPublished', field]} valuePropName="checked" noStyle>
          <Checkbox
            aria-label={`${name} ${words.notPublishedTick}`}
            data-testid={`party-${field}-not-published`}
          >
            {words.notPublishedTick}
          </Checkbox>
        </Form.Item>
      </td>
      <td className="party-items">
        <Form.Item name={['items', field]} noStyle>
          <ItemPicker label={`${name} ${words.shownIn}`} testId={`party-${field}-items`} />
        </Form.Item>
      </td>
    </tr>
  );
}

function partyOf(party: Party['id'], typed: PartyForm): Party {
  const notPublished = partyFields.filter((field) => typed.notPublished[field] === true);
  const value = (field: PartyField) => (notPublished.includes(field) ? null : lineOf(typed.values[field]));
  return {
    kind: 'party',
    id: party,
    presence: party === 'merchant' ? 'present' : typed.presence,
    isIndividual: { yes: true, no: false, unknown: null }[typed.isIndividual],
    fields: {
      name: value('name'),
      uscc: value('uscc'),
      address: value('address'),
      phone: value('phone'),
      icp: value('icp'),
      payee: value('payee'),
      website: value('website'),
      shopId: value('shopId'),
    },
    notPublished,
    itemIds: Object.fromEntries(
      partyFields
        .map((field) => [field, [...(typed.items[field] ?? [])]] as const)
        .filter(([, itemIds]) => itemIds.length > 0),
    ),
  };
}

function formOf(party: Party | undefined): PartyForm {
  const values = partyFields.map((field) => [field, party?.fields[field] ?? '']);
  const ticks = (party?.notPublished ?? []).map((field) => [field, true]);
  const isIndividual = party?.isIndividual ?? null;
  return {
    presence: party?.presence ?? 'present',
    isIndividual: isIndividual === null ? 'unknown' : isIndividual ? 'yes' : 'no',
    values: Object.fromEntries(values),
    notPublished: Object.fromEntries(ticks),
    items: party?.itemIds ?? {},
  };
}
