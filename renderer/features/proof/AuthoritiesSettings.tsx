import { App, Button, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { AuthorityView, StampingState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { UntrustedText, useReport, visibleText } from '../../ui/index.ts';
import { AddAuthorityDialog } from './AddAuthorityDialog.tsx';
import type { StampingPatch } from './TrustedTimeSettings.tsx';

/** The authorities that are asked: two that the app brings, and the user's own. */
export function AuthoritiesSettings(props: {
  stamping: StampingState;
  onChange: (patch: StampingPatch) => void;
}) {
  const words = useTexts().trustedTime;
  const [isAdding, setAdding] = useState(false);
  const { authorities } = props.stamping;
  const turn = (authorityId: string, isOn: boolean) => {
    const onAuthorityIds = authorities
      .filter((authority) => (authority.id === authorityId ? isOn : authority.isOn))
      .map(({ id }) => id);
    props.onChange({ onAuthorityIds });
  };
  return (
    <div>
      <h3>{words.authorities}</h3>
      <p className="tertiary">{words.authoritiesHint}</p>
      {authorities.map((authority) => (
        <AuthorityRow key={authority.id} authority={authority} onTurn={(isOn) => turn(authority.id, isOn)} />
      ))}
      <Button data-testid="authority-add" style={{ marginTop: 8 }} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
      {isAdding && <AddAuthorityDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function AuthorityRow({ authority, onTurn }: { authority: AuthorityView; onTurn: (isOn: boolean) => void }) {
  const words = useTexts().trustedTime;
  const name = visibleText(authority.name);
  return (
    <div className="authority-row" data-testid={`authority-${authority.id}`}>
      <Switch
        size="small"
        aria-label={words.useAuthority(name)}
        checked={authority.isOn}
        data-testid={`authority-${authority.id}-switch`}
        onChange={onTurn}
      />
      <span className="grow ellipsis">
        <UntrustedText text={authority.name} />{' '}
        <span className="tertiary code">
          <UntrustedText text={authority.url} />
        </span>
      </span>
      <Tag>{authority.isBuiltIn ? words.builtIn : words.own}</Tag>
      {!authority.isBuiltIn && <RemoveAuthority authority={authority} name={name} />}
    </div>
  );
}

function RemoveAuthority({ authority, name }: { authority: AuthorityView; name: string }) {
  const texts = useTexts();
  const words = texts.trustedTime;
  const report = useReport();
  const { modal } = App.useApp();
  const ask = () => {
    modal.confirm({
      title: words.removeTitle(name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: texts.app.cancel,
      onOk: async () => {
        await report.settled(client().timestamps.removeAuthority({ authorityId: authority.id }));
      },
    });
  };
  return (
    <Button
      size="small"
      type="text"
      aria-label={words.removeNamed(name)}
      data-testid={`authority-${authority.id}-remove`}
      onClick={ask}
    >
      {words.remove}
    </Button>
  );
}
