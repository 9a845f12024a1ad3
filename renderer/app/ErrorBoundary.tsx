import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../locales/index.ts';

/** Shows a way on when a page broke, instead of an empty window; the error goes to the console whole. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const texts = useTexts();
  return (
    <div className="empty-state" role="alert">
      <h1>{texts.app.broken}</h1>
      <p>{texts.app.brokenHelp}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {texts.app.reload}
      </Button>
    </div>
  );
}
