"""Check a manifest of a mail add-in as Microsoft 365 does before it takes one, without asking it.

faults_of(xml) -> ["Control readPane: …", …]
"""

from pacesetter.capture.outlook.checking.check import faults_of

__all__ = ["faults_of"]
