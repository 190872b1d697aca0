"""Errors are one plain line on stderr with the exit codes of the contract; help loads nothing."""

import subprocess
import sys

import pytest


def test_without_a_command_all_are_listed(amends):
    ended = amends()

    assert ended.code == 0
    assert {"up", "listen", "schema"} <= {line.split()[0] for line in ended.out.splitlines()[2:]}
    assert "prepare" not in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["schema", "dance"],
        ["schema", "--loud"],
        ["listen", "--channel", "smoke"],
        ["up", "--port", "0"],
        ["up", "--port", "many"],
        ["up", "--demo", "--host", "192.0.2.1"],
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(amends, arguments, monkeypatch):
    monkeypatch.setenv("AMENDS_DEMO", "0")
    monkeypatch.setenv("AMENDS_HOME", "nowhere")

    ended = amends(*arguments)

    assert ended.code == 2
    assert ended.err.startswith("amends: ")
    assert ended.err.count("\n") == 1
    assert ended.out == ""


def test_a_file_that_is_not_there_is_one_line_and_exit_code_1(amends):
    ended = amends("listen", "nowhere.txt")

    assert (ended.code, ended.err) == (1, "amends: nowhere.txt: No such file or directory\n")


def test_a_folder_is_no_message(amends, tmp_path):
    ended = amends("listen", tmp_path)

    assert (ended.code, ended.err) == (1, f"amends: {tmp_path} is a folder, not a file\n")


def test_a_reader_that_leaves_is_no_error():
    command = [sys.executable, "-m", "amends.doors.cli", "schema", "mail", "parse"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()

    assert (process.returncode, complaint) == (1, b"")


def test_a_skill_starts_without_the_framework_of_the_desk():
    loaded = "import sys, amends.doors.cli.main as m; m.main(['listen', '--help']); print('django' in sys.modules)"

    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert result.stdout.splitlines()[-1] == "False"
