"""How a view asks for a stream: by a header of its answer, which never leaves the server (see `config.server`)."""

from dataclasses import dataclass

HEADER = "x-pacesetter-live"


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose changes the stream tells, who listens (and may have so many streams open), and the id of the last message
    that the browser saw, 0 for none."""

    organisation_id: int
    viewer: str
    last_seen: int

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.viewer} {self.last_seen}"

    @classmethod
    def read(cls, written: str) -> "Handover":
        organisation_id, viewer, last_seen = written.split(" ")
        return cls(int(organisation_id), viewer, int(last_seen))
