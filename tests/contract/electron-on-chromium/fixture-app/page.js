window.isPageScriptRun = true;
