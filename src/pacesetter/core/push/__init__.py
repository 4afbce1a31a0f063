"""Messages to browsers by way of their makers' push services: pure, without a network.

`encrypted` is RFC 8291 (with the coding of RFC 8188), `VapidKey` is RFC 8292.
"""

from pacesetter.core.push.encryption import LONGEST, UnusableKeys, encrypted
from pacesetter.core.push.vapid import VapidKey, new_key, read_key

__all__ = ["LONGEST", "UnusableKeys", "VapidKey", "encrypted", "new_key", "read_key"]
