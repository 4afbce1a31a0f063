from pathlib import Path

from tools.boot.stamps import Stamp


def test_a_stamp_is_fresh_until_a_file_changes(tmp_path: Path) -> None:
    lock = tmp_path / "dev.lock"
    lock.write_text("django==5.2", encoding="utf-8")
    stamp = Stamp("dev", [lock], tmp_path)
    assert not stamp.fresh
    stamp.renew()
    assert Stamp("dev", [lock], tmp_path).fresh
    lock.write_text("django==5.2.1", encoding="utf-8")
    assert not Stamp("dev", [lock], tmp_path).fresh


def test_the_stamp_of_one_lock_says_nothing_about_another(tmp_path: Path) -> None:
    lock = tmp_path / "dev.lock"
    lock.touch()
    Stamp("dev", [lock], tmp_path).renew()
    assert not Stamp("runtime", [lock], tmp_path).fresh
