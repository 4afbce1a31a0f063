// The page around what happens when "Send" is pressed: without this call Office.js never hands an event to it. Classic
// Outlook, which has no page, runs launchevent.js alone.
Office.onReady();
