/** The commands and events of the DevTools protocol that are used, and of each no more than is read. */

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly title: string;
  readonly url: string;
}

export interface Frame {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
  readonly urlFragment?: string;
}

export interface RemoteObject {
  readonly value?: unknown;
  readonly description?: string;
}

interface Evaluated {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/** Of a trace's events only the first one's list of frames is read. */
export interface TraceEvent {
  readonly name: string;
  readonly args: {
    readonly data?: {
      readonly frames?: readonly { readonly frame: string; readonly processId?: number }[];
    };
  };
}

type Nothing = Readonly<Record<string, never>>;

export interface Commands {
  'Browser.getVersion': { params: Nothing; result: { readonly product: string } };
  'Browser.close': { params: Nothing; result: Nothing };
  'Browser.setDownloadBehavior': { params: { behavior: 'deny' }; result: Nothing };
  'Browser.setPermission': {
    params: { permission: { name: string }; setting: 'granted' | 'denied' | 'prompt'; origin?: string };
    result: Nothing;
  };
  'Target.setDiscoverTargets': { params: { discover: boolean }; result: Nothing };
  'Target.setAutoAttach': {
    params: { autoAttach: boolean; waitForDebuggerOnStart: boolean; flatten: boolean };
    result: Nothing;
  };
  'Target.closeTarget': { params: { targetId: string }; result: Nothing };
  'Page.enable': { params: Nothing; result: Nothing };
  'Page.close': { params: Nothing; result: Nothing };
  'Page.reload': { params: { ignoreCache: boolean }; result: Nothing };
  'Page.bringToFront': { params: Nothing; result: Nothing };
  'Page.navigate': {
    params: { url: string };
    result: { readonly frameId: string; readonly loaderId?: string; readonly errorText?: string };
  };
  'Page.resetNavigationHistory': { params: Nothing; result: Nothing };
  'Page.addScriptToEvaluateOnNewDocument': {
    params: { source: string; worldName?: string };
    result: { readonly identifier: string };
  };
  'Runtime.runIfWaitingForDebugger': { params: Nothing; result: Nothing };
  'Runtime.evaluate': {
    params: {
      expression: string;
      awaitPromise: boolean;
      returnByValue: boolean;
      userGesture: boolean;
      contextId?: number;
    };
    result: Evaluated;
  };
  'Tracing.start': {
    params: {
      transferMode: 'ReportEvents';
      traceConfig: { includedCategories: readonly string[]; excludedCategories: readonly string[] };
    };
    result: Nothing;
  };
  'Tracing.end': { params: Nothing; result: Nothing };
  'Runtime.enable': { params: Nothing; result: Nothing };
  'Runtime.addBinding': { params: { name: string }; result: Nothing };
  'Page.createIsolatedWorld': {
    params: { frameId: string; worldName: string };
    result: { readonly executionContextId: number };
  };
  'Fetch.enable': {
    params: { patterns: readonly { urlPattern?: string; resourceType?: string; requestStage: 'Request' }[] };
    result: Nothing;
  };
  'Fetch.continueRequest': { params: { requestId: string; url?: string }; result: Nothing };
  'Fetch.failRequest': {
    params: { requestId: string; errorReason: 'Aborted' | 'BlockedByClient' };
    result: Nothing;
  };
  'Emulation.setEmulatedMedia': {
    params: { features: readonly { name: string; value: string }[] };
    result: Nothing;
  };
  'Emulation.setDefaultBackgroundColorOverride': {
    params: { color?: { r: number; g: number; b: number; a: number } };
    result: Nothing;
  };
}

export interface Events {
  'Target.attachedToTarget': [
    { readonly sessionId: string; readonly targetInfo: TargetInfo; readonly waitingForDebugger: boolean },
  ];
  'Target.targetDestroyed': [{ readonly targetId: string }];
  'Target.targetCrashed': [
    { readonly targetId: string; readonly status: string; readonly errorCode: number },
  ];
  'Page.frameNavigated': [{ readonly frame: Frame }];
  'Page.navigatedWithinDocument': [{ readonly frameId: string; readonly url: string }];
  'Page.domContentEventFired': [Nothing];
  'Page.loadEventFired': [Nothing];
  'Page.frameStoppedLoading': [{ readonly frameId: string }];
  'Tracing.dataCollected': [{ readonly value: readonly TraceEvent[] }];
  'Tracing.tracingComplete': [Nothing];
  'Runtime.bindingCalled': [{ readonly name: string; readonly payload: string }];
  'Fetch.requestPaused': [
    {
      readonly requestId: string;
      readonly frameId: string;
      readonly redirectedRequestId?: string;
      readonly request: { readonly url: string; readonly method: string };
    },
  ];
}

export type CommandName = keyof Commands;
