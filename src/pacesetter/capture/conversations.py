"""What a conversation in a mailbox at Microsoft is called among the names that a thread has."""

# Graph writes ids so that they fit into addresses, Outlook as they are: Office.js turns one into the other like this
# (mailbox.convertToRestId).
_AS_IN_GRAPH = str.maketrans({"/": "-", "+": "_"})


def conversation_key(conversation_id: str) -> str:
    """The same name whether Graph or Outlook tells of it; empty where neither does."""
    return f"graph-{conversation_id.translate(_AS_IN_GRAPH)}" if conversation_id else ""
