// Stands in for Outlook on the web around the real Office.js: a page of Outlook's host, which frames one of ours and answers
// what Office.js asks through the frame. `window.outlook` says what the mailbox holds, and what is done to it is seen there.
(() => {
  const { outlook } = window;
  Object.assign(outlook, { asked: [], completed: [], listeners: {} });
  const partOf = { 0: "to", 1: "cc", 2: "bcc" };
  const named = ({ name, address }) => ({ name: name || "", address });

  // By the numbers that Office.js has for what it asks.
  const methods = {
    15: (said) => ({ data: outlook.draft[partOf[said.recipientField]] }),
    18: () => ({ data: outlook.draft.subject }),
    21: (said) => ((outlook.draft[partOf[said.recipientField]] = said.recipientArray.map(named)), {}),
    22: (said) => (outlook.draft[partOf[said.recipientField]].push(...said.recipientArray.map(named)), {}),
    151: (said) => ({
      data: Object.fromEntries(said.internetHeaderKeys.filter((key) => key in outlook.marks).map((key) => [key, outlook.marks[key]])),
    }),
    152: (said) => (Object.assign(outlook.marks, said.internetHeaderNameValuePairs), {}),
    153: (said) => (said.internetHeaderKeys.forEach((key) => delete outlook.marks[key]), {}),
    168: () => ({ data: outlook.headers }),
    404: ([settings]) => ((outlook.settings = settings), {}),
  };

  const answers = {
    ContextActivationManager_getAppContextAsync: () => ({
      _id: "pane", _appName: 64, _appVersion: "16.01", _appUILocale: "en-US", _dataLocale: "en-US", _docUrl: "", _clientMode: 0,
      _settings: outlook.settings, _reason: 0, _osfControlType: 2, _eToken: "", _correlationId: "1", _appInstanceId: "pane",
      _requirementMatrix: JSON.stringify({ Mailbox: outlook.version }), _appDomains: [], _clientWindowWidth: 900, _clientWindowHeight: 800,
    }),
    // A handler is done: its event, and what came of it.
    executeMethod: (said) => (outlook.completed.push(said), { Error: 0, Version: 1 }),
    GetInitialData: () => outlook.item,
    ExecuteMethod: (said) => {
      const number = said.MethodData.DispatchId;
      outlook.asked.push(number);
      return methods[number] ? { wasSuccessful: true, ...methods[number](said.ApiParams) } : { error: true, errorCode: 9002 };
    },
  };

  /** To a question of Office.js (kind 0), or to whom it listens (kind 1). */
  const tell = (frame, said, data, kind) =>
    frame.postMessage(JSON.stringify({
      _messageType: 1, _responseType: kind, _errorCode: 0, _serializerVersion: 1, _origin: location.origin, _data: data,
      _actionName: said._actionName, _conversationId: said._conversationId, _correlationId: said._correlationId,
    }), outlook.origin);

  window.addEventListener("message", (event) => {
    if (event.origin !== outlook.origin) return;
    const said = JSON.parse(event.data);
    if (said._messageType !== 0) return;
    if (said._actionType === 1) outlook.listeners[said._actionName] = (data) => tell(event.source, said, data, 1);
    const known = said._actionType === 0 && answers[said._actionName];
    tell(event.source, said, known ? known(said._data) : { Error: 0 }, 0);
  });

  const frame = document.createElement("iframe");
  frame.name = JSON.stringify({
    baseFrameName: "pane", hostInfo: "Outlook|Web|16.01|en-US|c|||0", xdmInfo: `conversation|pane|${location.origin}`, serializerVersion: "1",
  });
  Object.assign(frame, { src: outlook.page, width: 320, height: 680 });
  document.body.append(frame);
})();
