"""Put it there, say so, and work on jobs from then on: the worker's requests reach the fakes too, and nobody else. With
a file as argument what the fakes know is kept in it: where it exists, all of it was put there before."""

import json
import pickle
import sys
from pathlib import Path

import django

from tools.screenshots.content import READY


def main(kept: Path) -> int:
    django.setup()
    from pacesetter.demo import demo_organisation
    from pacesetter.integrations.sending import answered_by
    from pacesetter.jobs.worker import work_until_stopped
    from pacesetter.tenancy.scope import scope
    from tools.screenshots.content import calls, campaigns, jobs_there, links, mails
    from tools.screenshots.content.cast import Cast
    from tools.screenshots.content.vendors import Vendors

    organisation = demo_organisation()
    if organisation is None:
        raise LookupError("load the demo first")
    is_there = kept.exists()
    vendors, paths = pickle.loads(kept.read_bytes()) if is_there else (Vendors(), {})  # noqa: S301 - written below
    with answered_by(vendors):
        if not is_there:
            with scope(organisation):
                cast = Cast()
                for part in (calls.put, jobs_there.put, campaigns.put, mails.put):
                    part(cast, vendors)
                paths = links.paths(cast)
            kept.write_bytes(pickle.dumps((vendors, paths)))
        print(READY, json.dumps(paths | links.short_lived()), flush=True)
        work_until_stopped()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
