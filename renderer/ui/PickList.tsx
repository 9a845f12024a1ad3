import './pick-list.css';
import { Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { focusedFirst } from './Dialog.tsx';

/** Something that can be picked. */
export interface PickOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly testId: string;
  readonly isChosen?: boolean;
}

/** Options under a heading; an empty title shows none. */
export interface PickGroup {
  readonly title: string;
  readonly options: readonly PickOption[];
}

interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly search: string;
  readonly groups: readonly PickGroup[];
  /** Shown instead of the list when no option is left. */
  readonly emptyText: string;
  readonly testId: string;
  onSearch(text: string): void;
  onPick(id: string): void;
  onCancel(): void;
}

/** A field to type into with a list to pick from, all by keyboard: arrows move, Enter picks, Esc gives up. */
export function PickList(props: PickListProps) {
  const listId = useId();
  const options = props.groups.flatMap((group) => group.options);
  const [activeId, setActiveId] = useState<string>();
  const active = options.find((option) => option.id === activeId) ?? options[0];
  const list = useRef<HTMLDivElement>(null);
  const activeElementId = active === undefined ? undefined : `${listId}-${active.id}`;
  useEffect(() => {
    if (activeElementId !== undefined) {
      document.getElementById(activeElementId)?.scrollIntoView({ block: 'nearest' });
    }
  }, [activeElementId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = active === undefined ? -1 : options.indexOf(active);
    const target = targetIndex(event.key, at, options.length);
    if (target !== undefined) setActiveId(options[target]?.id);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && active !== undefined)
      props.onPick(active.id);
    else if (event.key === 'Escape') props.onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="pick-list">
      <Input
        {...focusedFirst}
        allowClear
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeElementId}
        aria-label={props.label}
        placeholder={props.placeholder}
        value={props.search}
        data-testid={`${props.testId}-search`}
        onChange={(event) => props.onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} role="listbox" aria-label={props.label} className="pick-list-options">
        {props.groups.map((group) => (
          <PickGroupView
            key={group.title}
            group={group}
            listId={listId}
            activeId={active?.id}
            onPick={props.onPick}
            onHover={setActiveId}
          />
        ))}
      </div>
      {options.length === 0 && <p className="secondary pick-list-empty">{props.emptyText}</p>}
    </div>
  );
}

interface PickGroupViewProps {
  readonly group: PickGroup;
  readonly listId: string;
  readonly activeId: string | undefined;
  onPick(id: string): void;
  onHover(id: string): void;
}

function PickGroupView({ group, listId, activeId, onPick, onHover }: PickGroupViewProps) {
  if (group.options.length === 0) return null;
  const options = group.options.map((option) => (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field; aria-activedescendant names the option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      key={option.id}
      id={`${listId}-${option.id}`}
      role="option"
      aria-selected={option.id === activeId}
      className={option.isChosen === true ? 'pick-option pick-option-chosen' : 'pick-option'}
      data-testid={option.testId}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => onHover(option.id)}
      onClick={() => onPick(option.id)}
    >
      {option.content}
    </div>
  ));
  if (group.title === '') return <>{options}</>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: groups of options in a listbox are made by role, there is no element
    <div role="group" aria-label={group.title}>
      <div className="pick-group-title" aria-hidden="true">
        {group.title}
      </div>
      {options}
    </div>
  );
}

function targetIndex(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(at + 8, count - 1);
  if (key === 'PageUp') return Math.max(at - 8, 0);
  return undefined;
}
