import { Checkbox, Select } from 'antd';
import type { Payment } from '../../../core/cases/index.ts';
import { formatMoney } from '../../../core/orders/index.ts';
import { useTexts } from '../../locales/index.ts';
import { LocalTime, UntrustedText } from '../../ui/index.ts';
import type { Candidate } from './candidates.ts';

const roles = ['payment', 'duplicate', 'suspected-duplicate', 'refund'] as const;

interface CandidateTableProps {
  readonly candidates: readonly Candidate[];
  readonly chosen: readonly { readonly line: number; readonly role: Payment['role'] }[];
  /** Null: not to be taken. */
  onChoose(line: number, role: Payment['role'] | null): void;
}

/** Lines to tick, each with why it is shown and what it is noted as. */
export function CandidateTable({ candidates, chosen, onChoose }: CandidateTableProps) {
  const { money: words } = useTexts();
  const { columns } = words;
  return (
    <table className="money-table figures" aria-label={words.candidates} data-testid="money-candidates">
      <thead>
        <tr>
          {[words.tick, columns.time, columns.amount, columns.transaction, columns.why, columns.role].map(
            (name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <Row
            key={candidate.line.line}
            candidate={candidate}
            role={chosen.find(({ line }) => line === candidate.line.line)?.role ?? null}
            onChoose={(role) => onChoose(candidate.line.line, role)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly candidate: Candidate;
  readonly role: Payment['role'] | null;
  onChoose(role: Payment['role'] | null): void;
}

function Row({ candidate, role, onChoose }: RowProps) {
  const { money: words } = useTexts();
  const { line, why, differenceFen, isTaken } = candidate;
  const difference =
    differenceFen === 0 ? words.noDifference : words.difference(formatMoney(differenceFen ?? 0));
  return (
    <tr data-testid={`money-line-${line.line}`}>
      <td>
        <Checkbox
          checked={isTaken || role !== null}
          disabled={isTaken}
          aria-label={words.tickLine(line.transactionNumber)}
          data-testid={`money-tick-${line.line}`}
          onChange={(event) => onChoose(event.target.checked ? candidate.role : null)}
        />
      </td>
      <td>
        <LocalTime iso={line.atUtc} />
      </td>
      <td className="money-amount">
        {formatMoney(line.amountFen)}
        {line.refundedFen > 0 && (
          <div className="tertiary">{words.refunded(formatMoney(line.refundedFen))}</div>
        )}
      </td>
      <td>
        <span className="code">
          <UntrustedText text={line.transactionNumber} />
        </span>
        <div className="secondary">
          <UntrustedText text={line.payee} /> · <UntrustedText text={line.status} />
        </div>
      </td>
      <td>
        {why.join(' · ')}
        {differenceFen !== null && <div className="secondary">{difference}</div>}
      </td>
      <td>
        {isTaken ? (
          words.taken
        ) : (
          <Select
            size="small"
            value={role ?? candidate.role}
            disabled={role === null}
            aria-label={words.roleOf(line.transactionNumber)}
            popupMatchSelectWidth={false}
            options={roles.map((value) => ({ value, label: words.roles[value] }))}
            onChange={onChoose}
          />
        )}
      </td>
    </tr>
  );
}
