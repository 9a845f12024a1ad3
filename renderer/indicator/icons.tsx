import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      {children}
    </svg>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M4 3h3v10H4zM9 3h3v10H9z" />
    </Icon>
  );
}

export function ResumeIcon() {
  return (
    <Icon>
      <path d="M4.5 2.5v11l9-5.5z" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <path d="M3.5 3.5h9v9h-9z" />
    </Icon>
  );
}

export function FlagIcon() {
  return (
    <Icon>
      <path d="M3.5 2h1.4v12H3.5zM6 2.8h7.2L11.3 6l1.9 3.2H6z" />
    </Icon>
  );
}
